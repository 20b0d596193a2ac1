package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.sweep.Answer;
import dev.fieldmark.jobs.sweep.Report;
import dev.fieldmark.jobs.sweep.Trial;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A trial, as far as its epochs were emitted (the trainer may be further).
 *
 * @param epoch the last that was emitted, 0 before the first
 * @param state a training state of this epoch or an earlier one; without it the trial trains from its start
 * @param ending whether no further epoch follows
 * @param best the file of the best weights once the trial is over; empty text where it can't win
 * @param unanswered reports without an answer, in order of epoch
 */
record TrialSplit(
        Trial trial,
        int epoch,
        Optional<StateFile> state,
        boolean ending,
        Optional<String> best,
        List<Report> unanswered)
        implements SweepSplit {
    /** A training state on disk. */
    record StateFile(String path, int epoch) {}

    TrialSplit {
        unanswered = List.copyOf(unanswered);
    }

    static TrialSplit of(Trial trial) {
        return new TrialSplit(trial, 0, Optional.empty(), false, Optional.empty(), List.of());
    }

    static String id(int trial) {
        return "trial-" + trial;
    }

    @Override
    public String splitId() {
        return id(number());
    }

    int number() {
        return trial.number();
    }

    /** Whether its trainer is through and only the enumerator's word is missing. */
    boolean isOver() {
        return best.isPresent();
    }

    /** Whether the report of the last emitted epoch has no answer yet. */
    boolean isUnanswered() {
        return unanswered.stream().anyMatch(report -> report.epoch() == epoch);
    }

    TrialSplit emitted(Report report, Optional<StateFile> newState) {
        List<Report> more = new ArrayList<>(unanswered);
        more.add(report);
        return new TrialSplit(trial, report.epoch(), newState.or(() -> state), report.ended(), best, more);
    }

    TrialSplit answered(Answer answer) {
        List<Report> rest = unanswered.stream()
                .filter(report -> report.epoch() != answer.epoch())
                .toList();
        return new TrialSplit(trial, epoch, state, ending || answer.stop(), best, rest);
    }

    /** Over; its training state is of no more use. */
    TrialSplit over(String bestFile) {
        return new TrialSplit(trial, epoch, Optional.empty(), true, Optional.of(bestFile), unanswered);
    }
}
