package dev.fieldmark.jobs.species;

import java.util.stream.DoubleStream;

/** From logits to probabilities. */
public final class Softmax {
    private Softmax() {}

    /** Adding up to 1; however large the logits, nothing overflows. */
    public static double[] of(double... logits) {
        double largest = DoubleStream.of(logits).max().orElse(0);
        double[] shares = new double[logits.length];
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            shares[i] = Math.exp(logits[i] - largest);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}
