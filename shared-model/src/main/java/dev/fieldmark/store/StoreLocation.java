package dev.fieldmark.store;

import dev.fieldmark.store.s3.S3Storage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;

/** Where a model store is: what {@code --store} and {@code fieldmark.store} take. Its text reads back as itself. */
public sealed interface StoreLocation {
    /** How the text of a {@link Bucket} begins. */
    String S3 = "s3://";

    /** The store there; one that is not there yet has no models, and the first publish makes it. */
    ModelStore open();

    /** Whether it can be told, without asking another machine, that there is no store. */
    boolean isMissing();

    /** The same place wherever a process runs. */
    StoreLocation absolute();

    /**
     * Reads {@code DIR}, or {@code s3://bucket/prefix}.
     *
     * @throws IllegalArgumentException where it begins like one of a bucket and is none
     */
    static StoreLocation of(String text) {
        return text.startsWith(S3) ? Bucket.of(text) : new Folder(Path.of(text));
    }

    /** A folder of a file system. */
    record Folder(Path path) implements StoreLocation {
        @Override
        public ModelStore open() {
            return DirectoryModelStore.open(path);
        }

        @Override
        public boolean isMissing() {
            return !Files.isDirectory(path);
        }

        @Override
        public StoreLocation absolute() {
            return new Folder(path.toAbsolutePath());
        }

        @Override
        public String toString() {
            return path.toString();
        }
    }

    /**
     * A part of a bucket of S3.
     *
     * @param prefix with which the keys of all its objects begin: empty, or one that ends in a slash
     */
    record Bucket(String name, String prefix) implements StoreLocation {
        public Bucket {
            if (!name.matches("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]") || !prefix.matches("([A-Za-z0-9!_.*'()-]+/)*")) {
                throw new IllegalArgumentException(
                        "store was '" + S3 + name + "/" + prefix + "' but must be a folder or " + S3 + "bucket/prefix");
            }
        }

        static Bucket of(String text) {
            String[] parts = text.substring(S3.length()).split("/", 2);
            String prefix = parts.length < 2 ? "" : parts[1];
            return new Bucket(parts[0], prefix.isEmpty() || prefix.endsWith("/") ? prefix : prefix + "/");
        }

        @Override
        public ModelStore open() {
            return new ObjectModelStore(S3Storage.open(name, prefix), Clock.systemUTC());
        }

        @Override
        public boolean isMissing() {
            return false;
        }

        @Override
        public StoreLocation absolute() {
            return this;
        }

        @Override
        public String toString() {
            return S3 + name + "/" + prefix;
        }
    }
}
