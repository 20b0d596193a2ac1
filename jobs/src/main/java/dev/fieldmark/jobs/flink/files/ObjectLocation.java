package dev.fieldmark.jobs.flink.files;

import dev.fieldmark.jobs.data.TemporaryFolder;
import dev.fieldmark.store.StoreException;
import dev.fieldmark.store.s3.S3Storage;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * An object of a bucket, or all whose keys begin like those of a folder. An object is there once it is written whole.
 *
 * @param bucket its name
 * @param key without slashes at its ends; empty for the whole bucket
 */
public record ObjectLocation(String bucket, String key) implements FileLocation {
    public ObjectLocation {
        if (!bucket.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
                || !key.matches("|[A-Za-z0-9!_.*'()-]+(/[A-Za-z0-9!_.*'()-]+)*")) {
            throw new IllegalArgumentException("'" + S3 + bucket + "/" + key
                    + "' was no place in a bucket but must be like " + S3 + "bucket/folder");
        }
    }

    static ObjectLocation of(String text) {
        String[] parts = text.substring(S3.length()).split("/", 2);
        return new ObjectLocation(parts[0], parts.length < 2 ? "" : parts[1].replaceAll("/+$", ""));
    }

    @Override
    public FileLocation absolute() {
        return this;
    }

    @Override
    public FileLocation resolve(String name) {
        return new ObjectLocation(bucket, key.isEmpty() ? name : key + "/" + name);
    }

    @Override
    public Optional<FileLocation> parent() {
        int slash = key.lastIndexOf('/');
        return key.isEmpty()
                ? Optional.empty()
                : Optional.of(new ObjectLocation(bucket, slash < 0 ? "" : key.substring(0, slash)));
    }

    @Override
    public String name() {
        return key.substring(key.lastIndexOf('/') + 1);
    }

    @Override
    public URI uri() {
        return URI.create(toString());
    }

    private Path path() {
        return new Path(uri());
    }

    private FileSystem fileSystem() throws IOException {
        return ObjectStores.fileSystem(uri());
    }

    @Override
    public boolean isOnDisk() {
        return false;
    }

    @Override
    public boolean isFile() throws IOException {
        return status().filter(status -> !status.isDir()).isPresent();
    }

    @Override
    public boolean isFolder() throws IOException {
        return status().filter(FileStatus::isDir).isPresent();
    }

    private Optional<FileStatus> status() throws IOException {
        try {
            return Optional.of(fileSystem().getFileStatus(path()));
        } catch (FileNotFoundException e) {
            return Optional.empty();
        }
    }

    @Override
    public List<FileLocation> list() throws IOException {
        return Arrays.stream(statuses())
                .<FileLocation>map(status -> ObjectLocation.of(status.getPath().toString()))
                .filter(inside ->
                        !inside.equals(this)) // an object whose key is the folder's own, as some tools make them
                .toList();
    }

    /**
     * An object as it was at one moment.
     *
     * @param modified milliseconds since 1970, by the store's clock
     */
    record Stored(ObjectLocation location, long bytes, long modified) {}

    /** Every object in this folder, however deep, in the order of their keys. */
    List<Stored> objects() throws IOException {
        List<Stored> objects = new ArrayList<>();
        for (FileStatus status : statuses()) {
            ObjectLocation inside = ObjectLocation.of(status.getPath().toString());
            if (status.isDir()) {
                objects.addAll(inside.objects());
            } else {
                objects.add(new Stored(inside, status.getLen(), status.getModificationTime()));
            }
        }
        objects.sort(Comparator.comparing(object -> object.location().key()));
        return objects;
    }

    private FileStatus[] statuses() throws IOException {
        try {
            FileStatus[] statuses = fileSystem().listStatus(path());
            return statuses == null ? new FileStatus[0] : statuses;
        } catch (FileNotFoundException e) {
            return new FileStatus[0];
        }
    }

    @Override
    public byte[] read() throws IOException {
        try (FSDataInputStream content = open()) {
            return content.readAllBytes();
        }
    }

    private FSDataInputStream open() throws IOException {
        try {
            return fileSystem().open(path());
        } catch (FileNotFoundException e) {
            throw noSuchFile(e);
        }
    }

    private NoSuchFileException noSuchFile(Exception cause) {
        var none = new NoSuchFileException(toString());
        none.initCause(cause);
        return none;
    }

    @Override
    public void write(byte[] content) throws IOException {
        put(bucket -> bucket.put(key, content));
    }

    @Override
    public void write(Writing writing) throws IOException {
        try (var folder = TemporaryFolder.create("fieldmark-write")) {
            java.nio.file.Path file = folder.path().resolve(name());
            writing.to(file);
            put(bucket -> bucket.put(key, file));
        }
    }

    /** By the model store's client: Flink's deletes an object before it puts another in its place (2.3.0). */
    private void put(Consumer<S3Storage> putting) throws IOException {
        try {
            putting.accept(S3Storage.open(bucket, ""));
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (StoreException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public <T> T read(Reading<T> reading) throws IOException {
        try (var folder = TemporaryFolder.create("fieldmark-read")) {
            java.nio.file.Path file = folder.path().resolve(name());
            copyTo(file);
            return reading.from(file);
        }
    }

    /** Copies the object to a new file of this machine. */
    void copyTo(java.nio.file.Path file) throws IOException {
        try (FSDataInputStream content = open()) {
            Files.copy(content, file);
        }
    }

    @Override
    public java.nio.file.Path localFolder() throws IOException {
        return LocalCopies.copied(this);
    }

    @Override
    public Instant modified() throws IOException {
        return Instant.ofEpochMilli(
                status().orElseThrow(() -> new NoSuchFileException(toString())).getModificationTime());
    }

    @Override
    public void delete() throws IOException {
        try {
            fileSystem().delete(path(), false);
        } catch (FileNotFoundException e) {
            // it is gone: what was wanted
        }
    }

    @Override
    public void deleteTree() throws IOException {
        try {
            fileSystem().delete(path(), true);
        } catch (FileNotFoundException e) {
            // it is gone: what was wanted
        }
    }

    @Override
    public String toString() {
        return S3 + bucket + (key.isEmpty() ? "" : "/" + key);
    }
}
