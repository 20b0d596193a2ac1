package dev.fieldmark.store;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a model store asks of an object storage, one request each (a listing: one a page), so that a test can die before
 * and after every one. Keys are those within the store; folders are empty or end in a slash. All methods throw
 * {@link StoreException} where the storage refuses for good, and {@link java.io.UncheckedIOException} where it fails.
 */
public interface ObjectStorage {
    /** @param etag another one whenever the content is another one */
    record Listed(String key, String etag, long bytes, Instant modifiedAt) {}

    /** @param folders right below the one that was listed */
    record Listing(List<String> folders, List<Listed> objects) {
        public Listing {
            folders = List.copyOf(folders);
            objects = List.copyOf(objects);
        }
    }

    /** An object as it was at one moment. */
    record Content(byte[] bytes, String etag) {}

    /** What lies right in a folder: names of folders, without slashes, and objects; in order of name. */
    Listing list(String folder);

    /** Every object in a folder, however deep. */
    List<Listed> listAll(String folder);

    /** An object; empty where there is none of that key. */
    Optional<Content> get(String key);

    /** Writes an object, whatever was there. */
    void put(String key, byte[] content);

    /** Writes an object from a file, whatever was there. */
    void put(String key, Path file);

    /** Writes an object where there is none of that key; false where there is one. */
    boolean create(String key, byte[] content);

    /** Writes an object where the one of that key still has this etag; false where not. */
    boolean replace(String key, byte[] content, String etag);

    /** Deletes an object; nothing happens where there is none. */
    void delete(String key);

    /** A key or folder as people write it. */
    String name(String key);
}
