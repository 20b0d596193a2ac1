package dev.fieldmark.jobs.species;

import java.util.Arrays;

/** How well scores tell two kinds of photos apart. */
public final class Auroc {
    private Auroc() {}

    /**
     * The area under the receiver operating characteristic: how often a photo of the group has a higher score than one of
     * nothing in it, equals counted half. NaN where there are none of either.
     */
    public static double of(float[] group, float[] others) {
        float[] sorted = others.clone();
        Arrays.sort(sorted);
        double above = 0;
        for (float score : group) {
            above += (below(sorted, score, false) + below(sorted, score, true)) / 2.0;
        }
        return above / ((double) group.length * others.length);
    }

    /** How many are less, or not more. */
    private static int below(float[] sorted, float score, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < score || orEqual && sorted[middle] == score) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
