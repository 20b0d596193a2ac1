package dev.fieldmark.jobs.flink.files;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Where a file or a folder is: {@code DIR} or {@code s3://bucket/key}, what {@code --data}, {@code --studies} and
 * {@code --study} take. Its text reads back as itself. Files that are written are there whole or not at all.
 */
public sealed interface FileLocation permits DiskLocation, ObjectLocation {
    /** How the text of one in an object store begins. */
    String S3 = "s3://";

    /** Writes a file of this machine. */
    interface Writing {
        void to(Path file) throws IOException;
    }

    /** Reads a file of this machine. */
    interface Reading<T> {
        T from(Path file) throws IOException;
    }

    /**
     * Reads its text.
     *
     * @throws IllegalArgumentException where it begins like one of a bucket and is none
     */
    static FileLocation of(String text) {
        return text.startsWith(S3) ? ObjectLocation.of(text) : new DiskLocation(Path.of(text));
    }

    static FileLocation of(Path path) {
        return new DiskLocation(path);
    }

    /** The same place wherever a process runs. */
    FileLocation absolute();

    FileLocation resolve(String name);

    /** The folder in which it is; empty for one that is in none. */
    Optional<FileLocation> parent();

    /** The last part of its text. */
    String name();

    /** As Flink takes it. */
    URI uri();

    /** Whether it is one of this machine's. */
    boolean isOnDisk();

    boolean isFile() throws IOException;

    /** Whether it is a folder; in an object store each folder is one in which a file is. */
    boolean isFolder() throws IOException;

    /** Files and folders right in it, in no order; none where it is a file, or missing. */
    List<FileLocation> list() throws IOException;

    /**
     * The whole file.
     *
     * @throws java.nio.file.NoSuchFileException where there is none
     */
    byte[] read() throws IOException;

    /** Replaces the file, and makes the folder in which it is. */
    void write(byte[] content) throws IOException;

    /** The same by whoever writes files of this machine; one on disk is written in place, so its name should be a new one. */
    void write(Writing writing) throws IOException;

    /** Lets the file be read by whoever reads files of this machine. */
    <T> T read(Reading<T> reading) throws IOException;

    /**
     * The folder as one of this machine: itself, or a copy of what is in the object store, which stays.
     *
     * @throws dev.fieldmark.jobs.data.BadDataException where there is nothing in the object store
     */
    Path localFolder() throws IOException;

    /** When the file was last written. In an object store by its own clock, in whole seconds. */
    Instant modified() throws IOException;

    /** Deletes the file; nothing happens where there is none. */
    void delete() throws IOException;

    /** Deletes a folder with all that is in it, though others may still write or delete something there. */
    void deleteTree() throws IOException;

    /** The whole file, as text. */
    default String readText() throws IOException {
        return new String(read(), StandardCharsets.UTF_8);
    }

    /** Files and folders in it that are wanted, down to a depth; 1: those right in it. */
    default List<FileLocation> find(int depth, Predicate<FileLocation> wanted) throws IOException {
        List<FileLocation> found = new ArrayList<>();
        for (FileLocation inside : list()) {
            if (wanted.test(inside)) {
                found.add(inside);
            }
            if (depth > 1) {
                found.addAll(inside.find(depth - 1, wanted));
            }
        }
        return found;
    }

    /** Whether it is in this folder, however deep. */
    default boolean isIn(FileLocation folder) {
        return parent().filter(parent -> parent.equals(folder) || parent.isIn(folder))
                .isPresent();
    }
}
