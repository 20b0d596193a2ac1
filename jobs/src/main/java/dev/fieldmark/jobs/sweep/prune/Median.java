package dev.fieldmark.jobs.sweep.prune;

import java.util.List;

/**
 * A trial stops where its lowest loss so far is above the median of what the others showed at the same epoch.
 *
 * <p>Source: Golovin et al. 2017, "Google Vizier", section 3.2.2; comparing the lowest loss so far is Optuna's variant.
 *
 * @param minEpochs the first rung, >= 1
 * @param interval epochs between two rungs, >= 1
 * @param minTrials that must have reached a rung before anyone is stopped there, >= 1
 * @param maxEpochs of a trial, > minEpochs
 */
public record Median(int minEpochs, int interval, int minTrials, int maxEpochs) implements Pruner {
    public Median {
        Rules.require(minEpochs >= 1, "min-epochs", minEpochs, ">= 1");
        Rules.require(interval >= 1, "interval", interval, ">= 1");
        Rules.require(minTrials >= 1, "min-trials", minTrials, ">= 1");
        Rules.require(minEpochs < maxEpochs, "min-epochs", minEpochs, "< max-epochs = " + maxEpochs);
    }

    @Override
    public boolean isRung(int trial, int epoch) {
        return epoch >= minEpochs && epoch < maxEpochs && (epoch - minEpochs) % interval == 0;
    }

    @Override
    public boolean compares(int trial, int lower) {
        return true;
    }

    @Override
    public boolean stops(Curve trial, List<Curve> lower) {
        return lower.size() >= minTrials && trial.best() > median(lower);
    }

    /** Of an even number the mean of the middle two. */
    private static double median(List<Curve> curves) {
        double[] sorted = curves.stream().mapToDouble(Curve::best).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @Override
    public String toString() {
        return "median from epoch " + minEpochs + ", every " + interval + (interval == 1 ? " epoch" : " epochs")
                + ", among " + minTrials + " trials or more";
    }
}
