package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.sweep.Trial;
import java.util.List;

/**
 * The last piece of work: pack the winners.
 *
 * @param winners search after search, the best of each first; none where every trial of one diverged
 * @param bestLoss the lowest validation loss, over all points; NaN where there are no winners
 * @param staged whether the publication was emitted and only the enumerator's word is missing
 */
record PublicationSplit(List<Winner> winners, double bestLoss, boolean staged) implements SweepSplit {
    static final String ID = "publication";

    /**
     * The trial to publish.
     *
     * @param epochs that it trained
     * @param best file of its best weights; may be gone, then they are trained again
     */
    record Winner(Trial trial, int epochs, String best) {}

    PublicationSplit {
        winners = List.copyOf(winners);
    }

    @Override
    public String splitId() {
        return ID;
    }

    PublicationSplit afterStaging() {
        return new PublicationSplit(winners, bestLoss, true);
    }
}
