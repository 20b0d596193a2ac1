package dev.fieldmark.api.serve;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The version of a model that answers now. Users hold it by {@link Lease}; one that is replaced closes with its last
 * lease (as Lucene's ReferenceManager does it).
 */
public final class ModelSwitch implements AutoCloseable {
    private final AtomicReference<@Nullable SharedModel> current = new AtomicReference<>();

    /** The version of the moment, to be closed after use; empty where there is none. */
    public Optional<Lease> acquire() {
        while (true) {
            SharedModel shared = current.get();
            if (shared == null) {
                return Optional.empty();
            }
            if (shared.tryRetain()) {
                return Optional.of(new Lease(shared));
            }
            // replaced and closed since it was read: the next one is there
        }
    }

    /** Whoever asks from now on gets {@code next}. */
    void swap(ServedModel next) {
        replace(new SharedModel(next));
    }

    /** Nobody gets a version any more, unless there is another swap. */
    @Override
    public void close() {
        replace(null);
    }

    private void replace(@Nullable SharedModel next) {
        SharedModel before = current.getAndSet(next);
        if (before != null) {
            before.release();
        }
    }
}
