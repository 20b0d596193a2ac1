package dev.fieldmark.jobs.train;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A training under way. One thread owns it from start to close. After {@link #save} and {@link TrainingEngine#resume}
 * the next epochs give the same bits as without.
 */
public interface Training extends AutoCloseable {
    /** Epochs trained so far. */
    int epoch();

    /** Whether early stopping or the last epoch ended it. */
    boolean over();

    /** Trains the next epoch on the calling thread. {@link IllegalStateException} when it is over. */
    EpochResult trainEpoch();

    /**
     * Writes the whole training state (weights, updater, iteration, epoch, early stopping, best weights): raw floats
     * under a checked header, written aside, synced and renamed to {@code file}.
     */
    void save(Path file) throws IOException;

    /**
     * Writes the weights of the best epoch in DL4J's own format, to be exported and published, whether training ended
     * by patience, by the last epoch, or was stopped from outside.
     */
    void saveBest(Path file) throws IOException;

    @Override
    void close();
}
