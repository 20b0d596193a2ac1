package dev.fieldmark.jobs.bot;

import java.util.concurrent.Callable;

/** Waits until something holds. */
public final class Await {
    private static final long MOST_NANOS = 60_000_000_000L;

    private Await() {}

    public static void until(String what, Callable<Boolean> holds) throws Exception {
        long end = System.nanoTime() + MOST_NANOS;
        while (!holds.call()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited in vain for " + what);
            }
            Thread.sleep(5);
        }
    }
}
