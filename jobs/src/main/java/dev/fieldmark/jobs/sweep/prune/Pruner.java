package dev.fieldmark.jobs.sweep.prune;

/**
 * Decides at rungs whether a trial stops. To be the same whatever the timing, a decision sees the results of the
 * trials with lower numbers alone: the study waits for those before it asks.
 */
public interface Pruner {
    /** Whether trials are compared after this epoch. */
    boolean isRung(int epoch);

    /**
     * Whether the trial stops.
     *
     * @param epoch a rung
     * @param loss the trial's lowest validation loss so far, finite
     * @param earlier the same figure of each trial with a lower number that reached this rung, pruned there or not
     */
    boolean stops(int epoch, double loss, double[] earlier);
}
