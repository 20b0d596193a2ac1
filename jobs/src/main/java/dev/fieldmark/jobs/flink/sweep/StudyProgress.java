package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.sweep.End;
import dev.fieldmark.jobs.sweep.Searches;
import java.io.Serializable;

/**
 * How far a study is.
 *
 * @param over trials that ended
 * @param total how many there are or may yet be
 * @param pruned of those that ended
 * @param diverged of those that ended
 * @param bestLoss the lowest validation loss of those that ended, over all points; NaN while a search has none
 */
record StudyProgress(int over, int total, int pruned, int diverged, double bestLoss) implements Serializable {
    static StudyProgress of(Searches study) {
        return new StudyProgress(
                study.ended(), study.total(), study.ended(End.PRUNED), study.ended(End.DIVERGED), study.bestLoss());
    }
}
