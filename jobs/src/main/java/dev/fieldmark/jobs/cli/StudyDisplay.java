package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.StudyTable;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.train.Measure;
import java.io.PrintWriter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A study as it grows: a line for each epoch, as the tutorial prints them, and the leaderboard whenever a trial ends.
 * Durations are the time since the trial's line before; the study itself keeps none, since they differ from run to run.
 */
final class StudyDisplay {
    private static final String HEAD = "trial   epoch   train loss    valid loss   train/valid  %s      dur";

    /** What was shown of a trial, and when. */
    private record Shown(int epochs, boolean over, long nanos) {}

    private final PrintWriter out;
    private final List<String> parameters;
    private final Measure measure;
    private final LongSupplier nanoClock;
    private final Map<Integer, Shown> shown = new HashMap<>();
    private boolean underHead;
    private String phase = StudyTable.TRAINING;

    /**
     * A display that has shown nothing yet.
     *
     * @param parameters with a column in the leaderboard
     * @param measure in which losses are told
     */
    StudyDisplay(PrintWriter out, List<String> parameters, Measure measure, LongSupplier nanoClock) {
        this.out = out;
        this.parameters = List.copyOf(parameters);
        this.measure = measure;
        this.nanoClock = nanoClock;
    }

    /** Prints what is new. */
    void show(StudyTable study) {
        long now = nanoClock.getAsLong();
        boolean someEnded = false;
        for (TrialRow trial : study.trials()) {
            Shown before = shown.getOrDefault(trial.trial(), new Shown(0, false, now));
            boolean over = trial.ended();
            showEpochs(trial, before, now);
            someEnded |= over && !before.over();
            boolean unchanged = trial.epochs().size() == before.epochs();
            shown.put(trial.trial(), new Shown(trial.epochs().size(), over, unchanged ? before.nanos() : now));
        }
        if (someEnded) {
            showLeaderboard(study);
        }
        if (!study.phase().equals(phase)) {
            phase = study.phase();
            out.println("phase: " + phase);
        }
        out.flush();
    }

    private void showEpochs(TrialRow trial, Shown before, long now) {
        int count = trial.epochs().size() - before.epochs();
        double seconds = (now - before.nanos()) / 1e9 / Math.max(1, count);
        for (int epoch = before.epochs() + 1; epoch <= trial.epochs().size(); epoch++) {
            if (!underHead) {
                out.println(HEAD.formatted("%9s".formatted(measure.head().toLowerCase(Locale.ROOT))));
                underHead = true;
            }
            out.println(line(trial, epoch, seconds));
        }
    }

    private String line(TrialRow trial, int epoch, double seconds) {
        EpochLosses losses = trial.epochs().get(epoch - 1);
        boolean best = trial.epochs().subList(0, epoch - 1).stream()
                .noneMatch(earlier -> earlier.validLoss() <= losses.validLoss());
        return String.format(
                        Locale.ROOT,
                        "%5d  %6d  %11s  %12s",
                        trial.trial(),
                        epoch,
                        Leaderboard.loss(losses.trainLoss()),
                        Leaderboard.loss(losses.validLoss()))
                + (best ? "*" : " ")
                + String.format(
                        Locale.ROOT,
                        " %12.3f  %9s  %7s",
                        losses.trainLoss() / losses.validLoss(),
                        measure.text(losses.validLoss()),
                        seconds > 0 ? String.format(Locale.ROOT, "%.1fs", seconds) : "-");
    }

    private void showLeaderboard(StudyTable study) {
        out.println();
        out.println(study.study() + ": " + study.trialsEnded() + " of " + study.trialsTotal() + " trials ended");
        Leaderboard.lines(study, parameters, TrialCosts.unknown(), measure).forEach(out::println);
        out.println();
        underHead = false;
    }
}
