package dev.fieldmark.jobs.sweep;

import java.time.Duration;
import java.util.Optional;

/**
 * How much a study may spend.
 *
 * @param trials at most, >= 1
 * @param maxEpochs of each trial, >= 1
 * @param maxDuration after which no further trial starts; it makes the table depend on the machine's speed
 */
public record Budget(int trials, int maxEpochs, Optional<Duration> maxDuration) {
    public Budget {
        if (trials < 1) {
            throw new IllegalArgumentException("trials was " + trials + " but must be >= 1");
        }
        if (maxEpochs < 1) {
            throw new IllegalArgumentException("maxEpochs was " + maxEpochs + " but must be >= 1");
        }
    }
}
