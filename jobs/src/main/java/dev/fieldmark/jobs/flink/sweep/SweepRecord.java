package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.train.EpochResult;

/**
 * What the source emits: one record an epoch, and a last one for the publication. Flat, so that Flink sends it without
 * Kryo.
 *
 * @param trial its number; -1 in the last record
 * @param seconds wall time of the epoch: the one value that a replay need not repeat
 * @param staged folder of what is to be published; empty for an epoch
 */
public record SweepRecord(
        int trial,
        int epoch,
        double trainLoss,
        double validLoss,
        boolean best,
        int images,
        double seconds,
        String staged) {
    static SweepRecord ofEpoch(int trial, EpochResult result) {
        return new SweepRecord(
                trial,
                result.epoch(),
                result.trainLoss(),
                result.validLoss(),
                result.best(),
                result.images(),
                result.seconds(),
                "");
    }

    static SweepRecord ofPublication(String staged) {
        return new SweepRecord(-1, 0, 0, 0, false, 0, 0, staged);
    }

    boolean isEpoch() {
        return staged.isEmpty();
    }
}
