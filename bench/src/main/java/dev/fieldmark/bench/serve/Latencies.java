package dev.fieldmark.bench.serve;

import java.util.Arrays;

/** How long calls took, in order of length. */
final class Latencies {
    private final long[] nanos;

    private Latencies(long[] nanos) {
        this.nanos = nanos;
    }

    /** Calls this often, one after the other. */
    static Latencies of(int calls, Call call) throws Exception {
        long[] nanos = new long[calls];
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            call.run();
            nanos[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        return new Latencies(nanos);
    }

    /** @param share e.g. 0.5 for the median */
    double millis(double share) {
        return nanos[(int) Math.min(nanos.length - 1, Math.floor(share * nanos.length))] / 1e6;
    }

    /** Something to be timed. */
    interface Call {
        void run() throws Exception;
    }
}
