package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.sweep.Trial;
import java.util.Optional;

/**
 * The last piece of work: pack the winner.
 *
 * @param winner empty where every trial diverged
 * @param staged whether the publication was emitted and only the enumerator's word is missing
 */
record PublicationSplit(Optional<Winner> winner, boolean staged) implements SweepSplit {
    static final String ID = "publication";

    /**
     * The trial to publish.
     *
     * @param epochs that it trained
     * @param bestLoss its lowest validation loss
     * @param best file of its best weights; may be gone, then they are trained again
     */
    record Winner(Trial trial, int epochs, double bestLoss, String best) {}

    @Override
    public String splitId() {
        return ID;
    }

    PublicationSplit afterStaging() {
        return new PublicationSplit(winner, true);
    }
}
