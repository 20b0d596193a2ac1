package dev.fieldmark.jobs.sweep;

import java.io.Serializable;

/** The losses of one epoch. Equal means: to the last bit. */
public record EpochLosses(double trainLoss, double validLoss) implements Serializable {
    /** A loss that is NaN or infinite ends a trial at once. */
    public boolean diverged() {
        return !Double.isFinite(trainLoss) || !Double.isFinite(validLoss);
    }
}
