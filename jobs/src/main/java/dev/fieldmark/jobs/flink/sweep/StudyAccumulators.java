package dev.fieldmark.jobs.flink.sweep;

import org.apache.flink.api.common.accumulators.DoubleMinimum;
import org.apache.flink.api.common.accumulators.IntCounter;
import org.apache.flink.api.common.accumulators.IntMaximum;
import org.apache.flink.api.common.functions.RuntimeContext;

/**
 * What Flink's UI shows of the whole study. Each slot keeps what it heard last, and Flink shows the most (of the loss the
 * least) of all slots: so a slot that was lost and knows nothing yet takes nothing back.
 */
final class StudyAccumulators {
    private final IntMaximum over = new IntMaximum(0);
    private final IntMaximum pruned = new IntMaximum(0);
    private final IntMaximum diverged = new IntMaximum(0);
    private final DoubleMinimum bestLoss = new DoubleMinimum(Double.POSITIVE_INFINITY);

    void register(RuntimeContext context) {
        context.addAccumulator("trialsOver", over);
        context.addAccumulator("trialsPruned", pruned);
        context.addAccumulator("trialsDiverged", diverged);
        context.addAccumulator("bestValidLoss", bestLoss);
    }

    /** Counts this slot among those that train on such a device. */
    void trainsOn(RuntimeContext context, String device) {
        var slots = new IntCounter();
        slots.add(1);
        context.addAccumulator("slots on " + device, slots);
    }

    void show(StudyProgress progress) {
        over.add(progress.over());
        pruned.add(progress.pruned());
        diverged.add(progress.diverged());
        if (!Double.isNaN(progress.bestLoss())) {
            bestLoss.add(progress.bestLoss());
        }
    }
}
