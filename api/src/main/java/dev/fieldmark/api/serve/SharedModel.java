package dev.fieldmark.api.serve;

import java.util.concurrent.atomic.AtomicInteger;

/** A model with a count of its users, the switch being the first; it closes when the last one goes. */
final class SharedModel {
    private final ServedModel model;
    private final AtomicInteger users = new AtomicInteger(1);

    SharedModel(ServedModel model) {
        this.model = model;
    }

    ServedModel model() {
        return model;
    }

    /** Counts one more user, unless the last one has gone. */
    boolean tryRetain() {
        return users.getAndUpdate(count -> count == 0 ? 0 : count + 1) > 0;
    }

    /** Counts one more user where the caller knows that the last one has not gone. */
    SharedModel retain() {
        if (!tryRetain()) {
            throw new IllegalStateException(model.name() + "@" + model.version() + " is closed");
        }
        return this;
    }

    void release() {
        if (users.decrementAndGet() == 0) {
            model.close();
        }
    }
}
