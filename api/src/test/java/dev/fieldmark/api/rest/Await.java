package dev.fieldmark.api.rest;

import java.time.Duration;
import java.util.concurrent.Callable;

/** Waits for a condition, and fails where it does not come. */
final class Await {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Await() {}

    static void until(Callable<Boolean> condition) throws Exception {
        until(LIMIT, condition);
    }

    static void until(Duration limit, Callable<Boolean> condition) throws Exception {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("what was waited for did not come within " + limit);
            }
            Thread.sleep(5);
        }
    }
}
