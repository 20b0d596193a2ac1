package dev.fieldmark.jobs.bot;

import java.time.Duration;

/**
 * How long to wait before something is tried again: twice as long each time.
 *
 * @param first after the first try
 * @param most after many
 */
public record Backoff(Duration first, Duration most) {
    /** From a second to five minutes. */
    public static final Backoff PATIENT = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));

    private static final int MOST_DOUBLINGS = 20;

    public Backoff {
        if (first.isNegative() || first.isZero()) {
            throw new IllegalArgumentException("first was " + first + " but must be > 0");
        }
    }

    /**
     * The wait after a try.
     *
     * @param tries that failed so far, >= 1
     */
    public Duration after(int tries) {
        Duration doubled = first.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS));
        return doubled.compareTo(most) < 0 ? doubled : most;
    }
}
