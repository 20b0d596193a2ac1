package dev.fieldmark.bench.scale;

import java.util.Arrays;
import java.util.Locale;

/** How long something took that was done often, in milliseconds. */
public record Times(int count, double median, double p99, double most) {
    static Times of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        return new Times(
                sorted.length,
                millis(sorted[last / 2]),
                millis(sorted[(int) Math.ceil(0.99 * last)]),
                millis(sorted[last]));
    }

    /** The time of one call. */
    static long nanos(Runnable work) {
        long start = System.nanoTime();
        work.run();
        return System.nanoTime() - start;
    }

    static double millis(long nanos) {
        return nanos / 1e6;
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%8.3f %8.3f %8.1f", median, p99, most);
    }
}
