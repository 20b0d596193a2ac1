package dev.fieldmark.jobs.sweep;

import dev.fieldmark.jobs.sweep.TrialHistory.Standing;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * One trial as people read it.
 *
 * @param state {@code waiting}, {@code running}, or how it ended: {@code completed}, {@code early-stopped},
 *     {@code pruned}, {@code diverged}; the last of {@code epochs} is where
 * @param epochs losses of epoch 1, 2, ...
 * @param bestEpoch the epoch with the lowest validation loss
 * @param bestLoss that loss
 */
public record TrialRow(
        int trial,
        SortedMap<String, String> parameters,
        String state,
        List<EpochLosses> epochs,
        OptionalInt bestEpoch,
        OptionalDouble bestLoss) {
    static TrialRow of(Trial trial, TrialHistory history) {
        OptionalInt bestEpoch = history.bestEpoch();
        OptionalDouble bestLoss = bestEpoch.isPresent()
                ? OptionalDouble.of(history.losses(bestEpoch.getAsInt()).validLoss())
                : OptionalDouble.empty();
        String running = history.standing() == Standing.GIVEN_BACK ? "waiting" : "running";
        return new TrialRow(
                trial.number(),
                trial.parameters(),
                history.end().map(End::toString).orElse(running),
                history.epochs(),
                bestEpoch,
                bestLoss);
    }

    /** Whether it ended with weights worth publishing. */
    public boolean canWin() {
        return bestLoss.isPresent() && !isOneOf("waiting", "running", End.DIVERGED.toString());
    }

    private boolean isOneOf(String... states) {
        return List.of(states).contains(state);
    }
}
