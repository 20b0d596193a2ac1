package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.train.EpochResult;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.MetricGroup;

/** What Flink's UI shows of a slot. The names are fixed: a metric once registered stays until its task ends. */
final class SlotGauges {
    private volatile int trial = -1;
    private volatile int epoch;
    private volatile double validLoss = Double.NaN;
    private volatile double bestValidLoss = Double.NaN;
    private volatile int trialsEnded;
    private volatile int trialsTotal;

    SlotGauges(MetricGroup group) {
        group.gauge("trial", (Gauge<Integer>) () -> trial);
        group.gauge("epoch", (Gauge<Integer>) () -> epoch);
        group.gauge("validLoss", (Gauge<Double>) () -> validLoss);
        group.gauge("bestValidLoss", (Gauge<Double>) () -> bestValidLoss);
        group.gauge("trialsOver", (Gauge<Integer>) () -> trialsEnded);
        group.gauge("trialsTotal", (Gauge<Integer>) () -> trialsTotal);
    }

    void trial(int number) {
        trial = number;
        epoch = 0;
        validLoss = Double.NaN;
        bestValidLoss = Double.NaN;
    }

    void idle() {
        trial(-1);
    }

    void epoch(EpochResult result) {
        epoch = result.epoch();
        validLoss = result.validLoss();
        if (result.best()) {
            bestValidLoss = result.validLoss();
        }
    }

    void study(StudyProgress progress) {
        trialsEnded = progress.over();
        trialsTotal = progress.total();
    }
}
