package dev.fieldmark.bench.serve;

import java.util.Arrays;

/**
 * How long answers took, in order of length.
 *
 * @param nanos ascending
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Latencies(long[] nanos) {
    public Latencies {
        nanos = nanos.clone();
        Arrays.sort(nanos);
    }

    /** One client, who asks this often, one after the other. */
    public static Latencies of(Way.Client client, int calls) throws Exception {
        long[] nanos = new long[calls];
        for (int i = 0; i < calls; i++) {
            long start = System.nanoTime();
            requireAnswer(client.ask());
            nanos[i] = System.nanoTime() - start;
        }
        return new Latencies(nanos);
    }

    /** @param share e.g. 0.5 for the median; NaN where there are no answers */
    public double millis(double share) {
        return nanos.length == 0
                ? Double.NaN
                : nanos[(int) Math.min(nanos.length - 1, Math.floor(share * nanos.length))] / 1e6;
    }

    private static void requireAnswer(int status) {
        if (status != 200) {
            throw new IllegalStateException("status was " + status + " but must be 200");
        }
    }
}
