package dev.fieldmark.jobs.sweep.prune;

import java.util.Arrays;

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
        require(minEpochs >= 1, "min-epochs", minEpochs, ">= 1");
        require(reduction >= 2, "reduction", reduction, ">= 2");
        require(minEpochs < maxEpochs, "min-epochs", minEpochs, "< max-epochs = " + maxEpochs);
    }

    @Override
    public boolean isRung(int epoch) {
        long rung = minEpochs;
        while (rung < epoch) {
            rung *= reduction;
        }
        return rung == epoch && epoch < maxEpochs;
    }

    @Override
    public boolean stops(int epoch, double loss, double[] earlier) {
        int kept = Math.max(1, (earlier.length + 1) / reduction);
        return Arrays.stream(earlier).filter(other -> other < loss).count() >= kept;
    }

    private static void require(boolean holds, String name, int value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(name + " was " + value + " but must be " + rule);
        }
    }

    @Override
    public String toString() {
        return "asha from epoch " + minEpochs + ", 1 of " + reduction + " goes on";
    }
}
