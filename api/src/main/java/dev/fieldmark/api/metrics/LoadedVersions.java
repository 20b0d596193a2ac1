package dev.fieldmark.api.metrics;

import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The meters of the versions that are loaded, and of the last {@value #KEPT} that were: so that the end of a version can
 * still be read, and a long life of many versions does not fill the memory.
 */
final class LoadedVersions {
    static final int KEPT = 16;

    private final Meters meters;
    private final Map<Key, VersionMeters> known = new ConcurrentHashMap<>();
    private final Map<Key, Integer> loaded = new HashMap<>();
    private final ArrayDeque<Key> closed = new ArrayDeque<>();

    LoadedVersions(Meters meters) {
        this.meters = meters;
    }

    /** Its equals is written out: the one that a record is given is interpreted in a native executable, thrice a request. */
    private record Key(ModelName model, ModelVersion version) {
        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && version.number() == key.version.number()
                    && model.value().equals(key.model.value());
        }

        @Override
        public int hashCode() {
            return 31 * model.value().hashCode() + version.number();
        }
    }

    Optional<VersionMeters> of(ModelName model, ModelVersion version) {
        return Optional.ofNullable(known.get(new Key(model, version)));
    }

    /** One net more of this version: it may be loaded twice, as the followed one and because a request names it. */
    synchronized void opened(ModelName model, ModelVersion version) {
        var key = new Key(model, version);
        closed.remove(key);
        loaded.merge(key, 1, Integer::sum);
        known.computeIfAbsent(key, absent -> new VersionMeters(meters, model, version));
    }

    synchronized void closed(ModelName model, ModelVersion version) {
        var key = new Key(model, version);
        if (loaded.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1) == null) {
            closed.add(key);
        }
        if (closed.size() > KEPT) {
            Optional.ofNullable(known.remove(closed.remove()))
                    .ifPresent(forgotten -> forgotten.all().forEach(meters.registry()::remove));
        }
    }

    synchronized int count() {
        return loaded.values().stream().mapToInt(count -> count).sum();
    }
}
