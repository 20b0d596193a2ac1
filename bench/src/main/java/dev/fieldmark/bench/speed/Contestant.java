package dev.fieldmark.bench.speed;

import java.io.IOException;

/** One engine, set up to train a course epoch by epoch on the calling thread. */
interface Contestant extends AutoCloseable {
    /** Trains and validates an epoch; returns its number of training images. */
    int trainEpoch();

    @Override
    void close();

    /** The engines. */
    enum Engine {
        DL4J,
        PYTORCH;

        Contestant start(Course course) throws IOException {
            return switch (this) {
                case DL4J -> Dl4jContestant.start(course);
                case PYTORCH -> new TorchContestant(course);
            };
        }
    }
}
