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
 * @param handover what its trainer left, once the trial is over
 * @param unanswered reports without an answer, in order of epoch
 */
record TrialSplit(
        Trial trial,
        int epoch,
        Optional<StateFile> state,
        boolean ending,
        Optional<Handover> handover,
        List<Report> unanswered)
        implements SweepSplit {
    /** A training state on disk; its path is empty where it was let go. */
    record StateFile(String path, int epoch) {
        boolean isThere() {
            return !path.isEmpty();
        }

        StateFile letGo() {
            return new StateFile("", epoch);
        }
    }

    TrialSplit {
        unanswered = List.copyOf(unanswered);
    }

    static TrialSplit of(Trial trial) {
        return new TrialSplit(trial, 0, Optional.empty(), false, Optional.empty(), List.of());
    }

    /** A trial that goes on from a state that was kept; at a rung it asks once more whether to. */
    static TrialSplit goingOn(Trial trial, StateFile kept, Optional<Report> rung) {
        return new TrialSplit(
                trial,
                kept.epoch(),
                Optional.of(kept).filter(StateFile::isThere),
                false,
                Optional.empty(),
                rung.stream().toList());
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
        return handover.isPresent();
    }

    /** Whether the report of the last emitted epoch has no answer yet. */
    boolean isUnanswered() {
        return unanswered.stream().anyMatch(report -> report.epoch() == epoch);
    }

    TrialSplit emitted(Report report, Optional<StateFile> newState) {
        List<Report> more = new ArrayList<>(unanswered);
        more.add(report);
        return new TrialSplit(trial, report.epoch(), newState.or(() -> state), report.ended(), handover, more);
    }

    TrialSplit answered(Answer answer) {
        List<Report> rest = unanswered.stream()
                .filter(report -> report.epoch() != answer.epoch())
                .toList();
        return new TrialSplit(trial, epoch, state, ending || answer.stop(), handover, rest);
    }

    /** Over; its training state is of no more use. */
    TrialSplit over(Handover left) {
        return new TrialSplit(trial, epoch, Optional.empty(), true, Optional.of(left), unanswered);
    }
}
