package dev.fieldmark.jobs.sweep;

import java.io.Serializable;

/**
 * What a trainer says after an epoch. It may say it more than once.
 *
 * @param epoch from 1
 * @param ended whether the training itself is over: by early stopping, by its last epoch, or because it diverged
 */
public record Report(int trial, int epoch, EpochLosses losses, boolean ended) implements Serializable {
    public Report {
        if (epoch < 1) {
            throw new IllegalArgumentException("epoch was " + epoch + " but must be >= 1");
        }
    }

    /** The same of the trial with this number. */
    Report of(int number) {
        return new Report(number, epoch, losses, ended);
    }
}
