package dev.fieldmark.jobs.sweep;

import dev.fieldmark.jobs.sweep.prune.Pruner;
import java.util.Arrays;

/** A small pruner for tests: a rung every second epoch; worse than the median of the earlier ones stops. */
public record WorseThanMedian() implements Pruner {
    @Override
    public boolean isRung(int epoch) {
        return epoch % 2 == 0;
    }

    @Override
    public boolean stops(int epoch, double loss, double[] earlier) {
        double[] sorted = earlier.clone();
        Arrays.sort(sorted);
        return sorted.length >= 2 && loss > sorted[(sorted.length - 1) / 2];
    }
}
