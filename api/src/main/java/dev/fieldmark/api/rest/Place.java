package dev.fieldmark.api.rest;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A request's place in the house: it is free again when its work is done, or when it has ended without any. */
final class Place {
    private enum State {
        WAITING,
        WORKING,
        LEFT
    }

    private final AtomicInteger inHouse;
    private final AtomicReference<State> state = new AtomicReference<>(State.WAITING);

    Place(AtomicInteger inHouse) {
        this.inHouse = inHouse;
    }

    void begin() {
        if (!state.compareAndSet(State.WAITING, State.WORKING)) {
            throw ProblemException.of(503, "the client has gone"); // which nobody reads
        }
    }

    /** It was answered, or its client has gone. */
    void ended() {
        leaveFrom(State.WAITING);
    }

    /** Its work is done. */
    void leave() {
        leaveFrom(State.WORKING);
    }

    private void leaveFrom(State before) {
        if (state.compareAndSet(before, State.LEFT)) {
            inHouse.decrementAndGet();
        }
    }
}
