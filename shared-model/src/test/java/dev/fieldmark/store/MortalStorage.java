package dev.fieldmark.store;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A storage whose client dies at a given request: before it, or once it was done but not answered. */
final class MortalStorage implements ObjectStorage {
    /** What ends the process. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    private final ObjectStorage storage;
    private final int deadlyRequest;
    private final boolean done;
    private int requests;

    MortalStorage(ObjectStorage storage, int deadlyRequest, boolean done) {
        this.storage = storage;
        this.deadlyRequest = deadlyRequest;
        this.done = done;
    }

    @Override
    public Listing list(String folder) {
        return request(() -> storage.list(folder));
    }

    @Override
    public List<Listed> listAll(String folder) {
        return request(() -> storage.listAll(folder));
    }

    @Override
    public Optional<Content> get(String key) {
        return request(() -> storage.get(key));
    }

    @Override
    public void put(String key, byte[] content) {
        request(() -> {
            storage.put(key, content);
            return true;
        });
    }

    @Override
    public void put(String key, Path file) {
        request(() -> {
            storage.put(key, file);
            return true;
        });
    }

    @Override
    public boolean create(String key, byte[] content) {
        return request(() -> storage.create(key, content));
    }

    @Override
    public boolean replace(String key, byte[] content, String etag) {
        return request(() -> storage.replace(key, content, etag));
    }

    @Override
    public void delete(String key) {
        request(() -> {
            storage.delete(key);
            return true;
        });
    }

    @Override
    public String name(String key) {
        return storage.name(key);
    }

    private <T> T request(Supplier<T> request) {
        boolean deadly = requests >= deadlyRequest;
        if (deadly && (!done || requests > deadlyRequest)) {
            throw new Death();
        }
        requests++;
        T answer = request.get();
        if (deadly) {
            throw new Death();
        }
        return answer;
    }
}
