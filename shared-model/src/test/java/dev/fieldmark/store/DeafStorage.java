package dev.fieldmark.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A storage whose first answer to each write on condition is lost: the client asks again, and hears that it came too late. */
record DeafStorage(ObjectStorage storage) implements ObjectStorage {
    @Override
    public Listing list(String folder) {
        return storage.list(folder);
    }

    @Override
    public List<Listed> listAll(String folder) {
        return storage.listAll(folder);
    }

    @Override
    public Optional<Content> get(String key) {
        return storage.get(key);
    }

    @Override
    public void put(String key, byte[] content) {
        storage.put(key, content);
    }

    @Override
    public void put(String key, Path file) {
        storage.put(key, file);
    }

    @Override
    public boolean create(String key, byte[] content) {
        storage.create(key, content);
        return storage.create(key, content);
    }

    @Override
    public boolean replace(String key, byte[] content, String etag) {
        storage.replace(key, content, etag);
        return storage.replace(key, content, etag);
    }

    @Override
    public void delete(String key) {
        storage.delete(key);
    }

    @Override
    public String name(String key) {
        return storage.name(key);
    }
}
