package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.sweep.Answer;
import dev.fieldmark.jobs.sweep.Report;
import java.util.List;
import org.apache.flink.api.connector.source.SourceEvent;

/**
 * What readers and enumerator say to each other. Flink may lose or repeat what a reader sends when something fails, so a
 * reader repeats each of its events until it is answered; what the enumerator sends is exactly once.
 */
sealed interface SweepEvent extends SourceEvent {
    /** Reader, once after each start: the trials of its restored state, and whether it has the publication. */
    record Holds(List<Integer> trials, boolean publication) implements SweepEvent {}

    /** Reader, after each epoch; answered by {@link Answered}. */
    record Reports(Report report) implements SweepEvent {}

    /** Reader, where a trial that was to go on has no patience left; answered by {@link Answered}. */
    record EndsEarly(int trial) implements SweepEvent {}

    /**
     * Reader, when a trial is over.
     *
     * @param handover what its trainer leaves
     */
    record Finishes(int trial, Handover handover) implements SweepEvent {}

    /** Reader, when the publication was emitted. */
    record Stages() implements SweepEvent {}

    /**
     * Enumerator: whether the trial goes on, and how far the study is.
     *
     * @param mayWin whether a trial that ended may still be the winner: else nobody needs its weights
     */
    record Answered(Answer answer, boolean mayWin, StudyProgress progress) implements SweepEvent {}

    /** Enumerator: heard {@link Finishes}. */
    record Finished(int trial) implements SweepEvent {}

    /** Enumerator: heard {@link Stages}. */
    record Staged() implements SweepEvent {}
}
