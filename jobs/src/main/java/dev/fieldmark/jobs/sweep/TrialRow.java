package dev.fieldmark.jobs.sweep;

import dev.fieldmark.jobs.sweep.TrialHistory.Standing;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One trial as people read it.
 *
 * @param state {@code waiting}, {@code running}, or how it ended: {@code completed}, {@code early-stopped},
 *     {@code pruned}, {@code diverged}; the last of {@code epochs} is where
 * @param epochs losses of epoch 1, 2, ...
 * @param bestEpoch the epoch with the lowest validation loss, 0 where there is none yet
 * @param bestLoss that loss, NaN where there is none yet
 */
public record TrialRow(
        int trial,
        SortedMap<String, String> parameters,
        String state,
        List<EpochLosses> epochs,
        int bestEpoch,
        double bestLoss) {
    /** The parameter that names the specialist whose points a trial's net learns, where a study has specialists. */
    public static final String SPECIALIST = "specialist";

    private static final String RUNNING = "running";
    private static final String WAITING = "waiting";

    public TrialRow {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        epochs = List.copyOf(epochs);
    }

    static TrialRow of(Trial trial, TrialHistory history) {
        String underWay = history.standing() == Standing.GIVEN_BACK ? WAITING : RUNNING;
        return new TrialRow(
                trial.number(),
                trial.parameters(),
                history.end().map(End::toString).orElse(underWay),
                history.epochs(),
                history.bestEpoch().orElse(0),
                history.bestLossUpTo(history.lastEpoch()));
    }

    /** The same with this number. */
    TrialRow numbered(int number) {
        return new TrialRow(number, parameters, state, epochs, bestEpoch, bestLoss);
    }

    /** The specialist that it belongs to; empty where the study has none. */
    public String specialist() {
        return parameters.getOrDefault(SPECIALIST, "");
    }

    /**
     * The lowest loss first, of equals the lowest number; last what has no place, and of that last what diverged. Losses
     * of specialists are of different points: one specialist comes after the other.
     */
    public static Comparator<TrialRow> bestFirst() {
        return Comparator.comparing(TrialRow::specialist)
                .thenComparing(TrialRow::diverged)
                .thenComparing(TrialRow::bestLoss) // NaN is the greatest
                .thenComparing(TrialRow::trial);
    }

    /** Whether its state is final. */
    public boolean ended() {
        return !state.equals(RUNNING) && !state.equals(WAITING);
    }

    public boolean diverged() {
        return state.equals(End.DIVERGED.toString());
    }

    /** Whether it has a loss and did not diverge. */
    public boolean hasPlace() {
        return !Double.isNaN(bestLoss) && !diverged();
    }
}
