package dev.fieldmark.jobs.sweep;

import dev.fieldmark.jobs.sweep.prune.Curve;
import dev.fieldmark.jobs.sweep.prune.Pruner;
import java.util.List;

/** A small pruner for tests: a rung every second epoch; worse than the median of the earlier ones stops. */
public record WorseThanMedian() implements Pruner {
    @Override
    public boolean isRung(int trial, int epoch) {
        return epoch % 2 == 0;
    }

    @Override
    public boolean compares(int trial, int lower) {
        return true;
    }

    @Override
    public boolean stops(Curve trial, List<Curve> lower) {
        double[] sorted = lower.stream().mapToDouble(Curve::best).sorted().toArray();
        return sorted.length >= 2 && trial.best() > sorted[(sorted.length - 1) / 2];
    }
}
