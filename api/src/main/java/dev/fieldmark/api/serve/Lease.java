package dev.fieldmark.api.serve;

import java.util.concurrent.atomic.AtomicBoolean;

/** A model that stays open until this is closed; closing twice is closing once. */
public final class Lease implements AutoCloseable {
    private final SharedModel shared;
    private final AtomicBoolean closed = new AtomicBoolean();

    Lease(SharedModel shared) {
        this.shared = shared;
    }

    /** Not to be used once the lease is closed. */
    public ServedModel model() {
        return shared.model();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            shared.release();
        }
    }
}
