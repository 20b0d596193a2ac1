package dev.fieldmark.jobs.sweep;

import dev.fieldmark.jobs.sweep.prune.Curve;
import dev.fieldmark.jobs.sweep.sample.Observation;
import dev.fieldmark.jobs.sweep.sample.Observation.Status;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What is known of a trial. Facts (losses, end, answered rungs) are never taken back: a replay only repeats them.
 *
 * @param parameters value by name
 * @param start when an imaginary trainer took it, in epochs since the study's start; 0 where that is no matter
 * @param epochs losses of epoch 1, 2, ...
 * @param undecided whether the last epoch is a rung at which others must report before the trial hears its answer
 * @param end how it ended, at the last of {@code epochs}
 * @param standing who has it now; this alone changes in a failover
 */
public record TrialHistory(
        SortedMap<String, String> parameters,
        long start,
        List<EpochLosses> epochs,
        boolean undecided,
        Optional<End> end,
        Standing standing) {
    /** Who has a trial now. */
    public enum Standing {
        /** A trainer has it. */
        HELD,
        /** Its trainer was lost before any checkpoint knew of it: another will train it again. */
        GIVEN_BACK,
        /** It ended, and its trainer handed over everything about it. */
        FINISHED
    }

    public TrialHistory {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        epochs = List.copyOf(epochs);
    }

    static TrialHistory proposed(SortedMap<String, String> parameters, long start) {
        return new TrialHistory(parameters, start, List.of(), false, Optional.empty(), Standing.HELD);
    }

    /** Epochs known, 0 where none. */
    public int lastEpoch() {
        return epochs.size();
    }

    /** Losses of an epoch that is known, from 1. */
    public EpochLosses losses(int epoch) {
        return epochs.get(epoch - 1);
    }

    /** The epoch with the lowest finite validation loss, the first of equals. */
    public OptionalInt bestEpoch() {
        return bestEpochUpTo(lastEpoch());
    }

    /** The lowest finite validation loss of the epochs up to this one; NaN where there is none. */
    public double bestLossUpTo(int epoch) {
        OptionalInt best = bestEpochUpTo(epoch);
        return best.isPresent() ? losses(best.getAsInt()).validLoss() : Double.NaN;
    }

    private OptionalInt bestEpochUpTo(int last) {
        int best = 0;
        for (int epoch = 1; epoch <= last; epoch++) {
            double loss = losses(epoch).validLoss();
            if (Double.isFinite(loss) && (best == 0 || loss < losses(best).validLoss())) {
                best = epoch;
            }
        }
        return best == 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /** Whether nothing that is still to come can change what it shows at this epoch. */
    boolean isKnownAt(int epoch) {
        return lastEpoch() >= epoch || end.isPresent();
    }

    boolean divergedBy(int epoch) {
        return end.equals(Optional.of(End.DIVERGED)) && lastEpoch() <= epoch;
    }

    TrialHistory plus(EpochLosses losses) {
        List<EpochLosses> more = new ArrayList<>(epochs);
        more.add(losses);
        return new TrialHistory(parameters, start, more, undecided, end, standing);
    }

    TrialHistory undecided(boolean waits) {
        return new TrialHistory(parameters, start, epochs, waits, end, standing);
    }

    TrialHistory ended(End how) {
        return new TrialHistory(parameters, start, epochs, false, Optional.of(how), standing);
    }

    /** It completed a smaller budget, and goes on with a larger one. */
    TrialHistory reopened(boolean atARung) {
        return new TrialHistory(parameters, start, epochs, atARung, Optional.empty(), Standing.GIVEN_BACK);
    }

    /** What a pruner sees at this rung, which it reached. */
    Curve curve(int trial, int rung) {
        var losses = new ArrayList<Double>(rung); // no stream: a large study makes millions
        epochs.subList(0, rung).forEach(epoch -> losses.add(epoch.validLoss()));
        return new Curve(trial, losses);
    }

    /** What a sampler sees when it trained so many epochs or, where {@code over}, to its end. */
    Observation observation(int seenEpochs, boolean over) {
        return new Observation(
                parameters,
                over ? end.map(TrialHistory::status).orElseThrow() : Status.RUNNING,
                seenEpochs,
                bestLossUpTo(seenEpochs));
    }

    private static Status status(End end) {
        return switch (end) {
            case COMPLETED, EARLY_STOPPED -> Status.COMPLETED;
            case PRUNED -> Status.PRUNED;
            case DIVERGED -> Status.DIVERGED;
        };
    }

    TrialHistory standing(Standing now) {
        return new TrialHistory(parameters, start, epochs, undecided, end, now);
    }
}
