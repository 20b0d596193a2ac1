package dev.fieldmark.jobs.flink.files;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** A file or folder of this machine. */
public record DiskLocation(Path path) implements FileLocation {
    private static final int DELETE_ATTEMPTS = 100;

    @Override
    public FileLocation absolute() {
        return new DiskLocation(path.toAbsolutePath().normalize());
    }

    @Override
    public FileLocation resolve(String name) {
        return new DiskLocation(path.resolve(name));
    }

    @Override
    public Optional<FileLocation> parent() {
        return Optional.ofNullable(path.getParent()).map(DiskLocation::new);
    }

    @Override
    public String name() {
        return Objects.toString(path.getFileName(), "");
    }

    @Override
    public URI uri() {
        return path.toUri();
    }

    @Override
    public boolean isOnDisk() {
        return true;
    }

    @Override
    public boolean isFile() {
        return Files.isRegularFile(path);
    }

    @Override
    public boolean isFolder() {
        return Files.isDirectory(path);
    }

    @Override
    public List<FileLocation> list() {
        return Stream.of(inside(path.toFile()))
                .<FileLocation>map(file -> new DiskLocation(file.toPath()))
                .toList();
    }

    /** Nothing where it is a file, or vanished meanwhile. */
    private static File[] inside(File folder) {
        File[] files = folder.listFiles();
        return files == null ? new File[0] : files;
    }

    @Override
    public byte[] read() throws IOException {
        return Files.readAllBytes(path);
    }

    /** Written aside, synced, renamed. */
    @Override
    public void write(byte[] content) throws IOException {
        makeFolder();
        // always the same, so that what a writer leaves that is killed goes with the next write
        Path aside = path.resolveSibling("." + name() + ".part");
        Files.write(aside, content);
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void write(Writing writing) throws IOException {
        makeFolder();
        writing.to(path);
    }

    private void makeFolder() throws IOException {
        Path folder = path.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    @Override
    public <T> T read(Reading<T> reading) throws IOException {
        return reading.from(path);
    }

    @Override
    public Path localFolder() {
        return path;
    }

    @Override
    public Instant modified() throws IOException {
        return Files.getLastModifiedTime(path).toInstant();
    }

    @Override
    public void delete() throws IOException {
        Files.deleteIfExists(path);
    }

    @Override
    public void deleteTree() throws IOException {
        for (int attempt = 1; !delete(path.toFile()); attempt++) {
            if (attempt == DELETE_ATTEMPTS) {
                throw new IOException(path + " could not be removed");
            }
        }
    }

    private static boolean delete(File file) {
        for (File inside : inside(file)) {
            delete(inside);
        }
        return file.delete() || !file.exists();
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
