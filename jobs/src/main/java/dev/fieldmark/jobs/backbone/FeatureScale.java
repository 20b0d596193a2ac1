package dev.fieldmark.jobs.backbone;

import java.util.Arrays;

/**
 * Brings features to mean 0 and standard deviation 1, as the photos that train have them: a head then learns alike
 * whatever the backbone's units are.
 *
 * @param mean of each feature
 * @param deviation of each feature, at least a tenth of that of all: one that hardly ever differs where it was learnt
 *     would otherwise shout when it does
 */
public record FeatureScale(float[] mean, float[] deviation) {
    private static final double LEAST_SHARE = 0.1;

    /** Over photos and their mirror images, which are one or more. */
    public static FeatureScale of(FeatureSet train) {
        int length = train.length();
        double[] sums = new double[length];
        double[] squares = new double[length];
        for (float[][] views : new float[][][] {train.plain(), train.mirrored()}) {
            for (float[] view : views) {
                for (int i = 0; i < length; i++) {
                    sums[i] += view[i];
                    squares[i] += (double) view[i] * view[i];
                }
            }
        }
        int views = 2 * train.size();
        double[] variances = new double[length];
        float[] mean = new float[length];
        for (int i = 0; i < length; i++) {
            double middle = sums[i] / views;
            mean[i] = (float) middle;
            variances[i] = Math.max(0, squares[i] / views - middle * middle);
        }
        double common = Math.sqrt(Arrays.stream(variances).average().orElse(0));
        double least = common > 0 ? LEAST_SHARE * common : 1;
        float[] deviation = new float[length];
        for (int i = 0; i < length; i++) {
            deviation[i] = (float) Math.max(least, Math.sqrt(variances[i]));
        }
        return new FeatureScale(mean, deviation);
    }

    /** Writes the features to {@code at} and what follows. */
    public void write(float[] features, float[] to, int at) {
        for (int i = 0; i < features.length; i++) {
            to[at + i] = (features[i] - mean[i]) / deviation[i];
        }
    }
}
