package dev.fieldmark.jobs.bot;

import dev.fieldmark.jobs.data.SyncedFiles;
import dev.fieldmark.jobs.data.WholeFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Photos on their way to the stream: kept since their message was taken, then laid into the stream's folder. */
final class Incoming {
    private final Path incoming;
    private final Path kept;

    private Incoming(Path incoming, Path kept) {
        this.incoming = incoming;
        this.kept = kept;
    }

    /**
     * Makes what is missing of both folders.
     *
     * @param incoming the stream's
     * @param kept the bot's own
     */
    static Incoming open(Path incoming, Path kept) throws IOException {
        Files.createDirectories(incoming);
        Files.createDirectories(kept);
        return new Incoming(incoming, kept);
    }

    /** Keeps a photo; on the medium when this returns. */
    void keep(String photo, byte[] bytes) throws IOException {
        write(kept, photo, bytes);
    }

    /** Lays a kept photo into the stream's folder; false where none of this name is kept. */
    boolean layKept(String photo) throws IOException {
        try {
            lay(photo, Files.readAllBytes(kept.resolve(photo)));
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Lays a photo into the stream's folder, whole or not at all; on the medium when this returns. */
    void lay(String photo, byte[] bytes) throws IOException {
        write(incoming, photo, bytes);
    }

    private static void write(Path folder, String photo, byte[] bytes) throws IOException {
        WholeFile.write(folder.resolve(photo), out -> out.write(bytes));
        SyncedFiles.sync(folder);
    }

    void forget(String photo) throws IOException {
        Files.deleteIfExists(kept.resolve(photo));
    }

    /** Forgets what an earlier process left behind. */
    void forgetAllBut(Set<String> photos) throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.list(kept)) {
            left = files.filter(file -> !photos.contains(file.getFileName().toString()))
                    .toList();
        }
        for (Path file : left) {
            Files.delete(file);
        }
    }
}
