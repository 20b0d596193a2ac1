package dev.fieldmark.api.rest;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition, and fails where it does not come. */
final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Await() {}

    static void until(Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("what was waited for did not come within " + LIMIT);
            }
            Thread.sleep(5);
        }
    }
}
