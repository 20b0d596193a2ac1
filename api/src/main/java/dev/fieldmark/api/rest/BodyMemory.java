package dev.fieldmark.api.rest;

import java.util.concurrent.atomic.AtomicLong;

/** How many bytes the bodies of all requests under way may hold together. */
final class BodyMemory {
    /** A body is copied once or twice on its way, and its picture is decoded. */
    private static final int SHARE_OF_HEAP = 8;

    private final long maxBytes;
    private final AtomicLong held = new AtomicLong();

    BodyMemory(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** An eighth of the heap, but one of the largest bodies at least. */
    static BodyMemory ofHeap(long maxBodyBytes) {
        return new BodyMemory(Math.max(maxBodyBytes, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP));
    }

    boolean tryTake(long bytes) {
        if (held.addAndGet(bytes) <= maxBytes) {
            return true;
        }
        held.addAndGet(-bytes);
        return false;
    }

    void giveBack(long bytes) {
        held.addAndGet(-bytes);
    }
}
