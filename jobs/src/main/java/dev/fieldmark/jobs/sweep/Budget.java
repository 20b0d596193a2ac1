package dev.fieldmark.jobs.sweep;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How much a study may spend.
 *
 * @param trials at most, >= 1
 * @param maxEpochs of each trial, >= 1
 * @param formerMaxEpochs of smaller budgets with which the study began; trials that completed those go on
 * @param maxDuration after which no further trial starts; it makes the table depend on the machine's speed
 */
public record Budget(int trials, int maxEpochs, List<Integer> formerMaxEpochs, Optional<Duration> maxDuration) {
    public Budget {
        formerMaxEpochs = List.copyOf(formerMaxEpochs);
        if (trials < 1) {
            throw new IllegalArgumentException("trials was " + trials + " but must be >= 1");
        }
        if (maxEpochs < 1) {
            throw new IllegalArgumentException("maxEpochs was " + maxEpochs + " but must be >= 1");
        }
    }

    /** That of a study that was never given more. */
    public Budget(int trials, int maxEpochs, Optional<Duration> maxDuration) {
        this(trials, maxEpochs, List.of(), maxDuration);
    }

    /** Whether training that ended after this epoch did so because of this budget or of a smaller one before. */
    public boolean completesAt(int epoch) {
        return epoch == maxEpochs || formerMaxEpochs.contains(epoch);
    }
}
