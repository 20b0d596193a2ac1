package dev.fieldmark.jobs.sweep.sample;

import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * Proposes parameters: a function of the seed, the trial's number and what it says it needs to know of the trials with
 * lower numbers. So a study draws the same trials at any parallelism, and again after any failure.
 */
public interface Sampler {
    /** What {@link #propose} has to know before it can draw this trial. */
    Needs needs(int trial);

    /**
     * Draws a trial.
     *
     * @param trial its number, from 0 and below {@link #size}
     * @param lower the trials with lower numbers, by number; what goes beyond {@link #needs} is shown as running;
     *     none where it needs nothing
     * @return value by name, of the parameters that exist there
     */
    SortedMap<String, String> propose(int trial, List<Observation> lower);

    /** How many points there are; empty where there is no end. */
    default OptionalInt size() {
        return OptionalInt.empty();
    }
}
