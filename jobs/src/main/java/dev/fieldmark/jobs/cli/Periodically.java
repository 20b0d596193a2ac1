package dev.fieldmark.jobs.cli;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something again and again, on a thread of its own, until it is closed. */
final class Periodically implements AutoCloseable {
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

    private Periodically() {}

    /** For the first time after one interval. */
    static Periodically every(Duration interval, Runnable work) {
        var periodically = new Periodically();
        periodically.clock.scheduleAtFixedRate(work, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
        return periodically;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
