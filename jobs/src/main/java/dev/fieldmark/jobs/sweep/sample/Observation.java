package dev.fieldmark.jobs.sweep.sample;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a sampler may know of a trial.
 *
 * @param parameters value by name
 * @param status whether it trains, or how it ended
 * @param epochs trained so far
 * @param loss its lowest validation loss so far; NaN where there is none
 */
public record Observation(SortedMap<String, String> parameters, Status status, int epochs, double loss) {
    /** Whether a trial trains, or how it ended. */
    public enum Status {
        RUNNING,
        /** By its own last epoch or by early stopping. */
        COMPLETED,
        PRUNED,
        DIVERGED
    }

    public Observation {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        if (epochs < 0) {
            throw new IllegalArgumentException("epochs was " + epochs + " but must be >= 0");
        }
    }
}
