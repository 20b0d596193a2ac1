package dev.fieldmark.api.serve;

import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.util.Iterator;
import java.util.LinkedHashMap;

/**
 * Versions that requests name beside those that serve: loaded when asked for, one after another; of those that nobody
 * uses, the last {@value #KEPT} asked for stay open.
 */
final class OtherVersions implements AutoCloseable {
    static final int KEPT = 2;

    private final ModelLoader loader;
    private final LinkedHashMap<Key, SharedModel> kept = new LinkedHashMap<>(4, 0.75f, true);

    OtherVersions(ModelLoader loader) {
        this.loader = loader;
    }

    private record Key(ModelName model, ModelVersion version) {}

    /** A version, to be closed after use. */
    synchronized Lease acquire(ModelName model, ModelVersion version) throws RefusedVersionException {
        var key = new Key(model, version);
        SharedModel shared = kept.get(key);
        if (shared == null) {
            shared = new SharedModel(loader.load(model, version));
            kept.put(key, shared);
            closeEldest();
        }
        return new Lease(shared.retain());
    }

    private void closeEldest() {
        if (kept.size() > KEPT) {
            Iterator<SharedModel> eldest = kept.values().iterator();
            eldest.next().release();
            eldest.remove();
        }
    }

    @Override
    public synchronized void close() {
        kept.values().forEach(SharedModel::release);
        kept.clear();
    }
}
