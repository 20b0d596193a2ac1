package dev.fieldmark.jobs.sweep.prune;

import java.util.List;

/**
 * Asynchronous successive halving, the stopping variant: at the rungs minEpochs * reduction^k, below maxEpochs, a trial
 * goes on if it is among the best 1 / reduction (and at least one) of the trials seen there so far, itself among them.
 *
 * <p>Source: Li et al. 2018, "A System for Massively Parallel Hyperparameter Tuning"; that trials stop, rather than wait
 * to be promoted, is Optuna's and Ray Tune's variant.
 *
 * @param minEpochs the first rung, >= 1
 * @param reduction which share goes on, and how far the rungs are apart, >= 2
 * @param maxEpochs of a trial, > minEpochs
 */
public record Asha(int minEpochs, int reduction, int maxEpochs) implements Pruner {
    public Asha {
        Rules.require(minEpochs >= 1, "min-epochs", minEpochs, ">= 1");
        Rules.require(reduction >= 2, "reduction", reduction, ">= 2");
        Rules.require(minEpochs < maxEpochs, "min-epochs", minEpochs, "< max-epochs = " + maxEpochs);
    }

    @Override
    public boolean isRung(int trial, int epoch) {
        return isRung(epoch);
    }

    boolean isRung(int epoch) {
        long rung = minEpochs;
        while (rung < epoch) {
            rung *= reduction;
        }
        return rung == epoch && epoch < maxEpochs;
    }

    @Override
    public boolean compares(int trial, int lower) {
        return true;
    }

    @Override
    public boolean stops(Curve trial, List<Curve> lower) {
        int kept = Math.max(1, (lower.size() + 1) / reduction);
        return lower.stream().filter(other -> other.best() < trial.best()).count() >= kept;
    }

    @Override
    public String toString() {
        return "asha from epoch " + minEpochs + ", 1 of " + reduction + " goes on";
    }
}
