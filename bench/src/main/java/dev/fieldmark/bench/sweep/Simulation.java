package dev.fieldmark.bench.sweep;

import dev.fieldmark.bench.sweep.Simulation.Stay.Doing;
import dev.fieldmark.jobs.sweep.TrialRow;
import java.util.List;
import java.util.Optional;

/**
 * How a simulated sweep went. Times are seconds since its start.
 *
 * @param table the study's
 * @param stays what slots did
 * @param progress after each epoch, in order of time
 * @param lastStart when the last trial began
 * @param end when the last ended
 */
public record Simulation(
        List<TrialRow> table, List<Stay> stays, List<Progress> progress, double lastStart, double end, int slots) {
    public Simulation {
        table = List.copyOf(table);
        stays = List.copyOf(stays);
        progress = List.copyOf(progress);
    }

    /** A slot did one thing from one time to another. */
    public record Stay(Doing doing, double from, double to) {
        /** What a slot may do. */
        public enum Doing {
            TRAINING,
            /** At a rung, for others. */
            WAITING,
            /** No trial is to be had. */
            NOTHING
        }

        double before(double time) {
            return Math.max(0, Math.min(to, time) - from);
        }
    }

    /**
     * What was done and reached so far.
     *
     * @param trials begun
     * @param epochs trained, in all
     * @param seconds of training, in all
     */
    public record Progress(int trials, int epochs, double seconds, double bestLoss) {}

    /** The share of all slots' time that went so, until the last trial began. */
    public double share(Doing doing) {
        return share(doing, lastStart);
    }

    /** The share of all slots' time that went so, to the end: with slots for which no trial was left. */
    public double shareToTheEnd(Doing doing) {
        return share(doing, end);
    }

    private double share(Doing doing, double until) {
        double seconds = stays.stream()
                .filter(stay -> stay.doing() == doing)
                .mapToDouble(stay -> stay.before(until))
                .sum();
        return until == 0 ? 0 : seconds / (until * slots);
    }

    /** What had been done when this loss was reached; empty where it never was. */
    public Optional<Progress> reached(double loss) {
        return progress.stream().filter(step -> step.bestLoss() <= loss).findFirst();
    }

    /** The lowest loss of the first so many trials, each of which is one epoch or more, in order. */
    public double bestOfFirst(int trials) {
        return table.stream()
                .limit(trials)
                .mapToDouble(TrialRow::bestLoss)
                .filter(Double::isFinite)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }
}
