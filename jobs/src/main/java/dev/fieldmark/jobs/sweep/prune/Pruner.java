package dev.fieldmark.jobs.sweep.prune;

import java.util.List;

/**
 * Decides at rungs whether a trial stops. To be the same whatever the timing, a decision sees trials with lower numbers
 * alone: the study waits for those that the pruner compares before it asks.
 */
public interface Pruner {
    /** Whether it is asked about this trial after this epoch; never after the last. */
    boolean isRung(int trial, int epoch);

    /** Whether a decision about the trial looks at this one, with a lower number. */
    boolean compares(int trial, int lower);

    /**
     * Whether the trial stops.
     *
     * @param trial at a rung
     * @param lower those it compares that reached this rung, up to there, pruned there or not, by number
     */
    boolean stops(Curve trial, List<Curve> lower);
}
