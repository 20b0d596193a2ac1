package dev.fieldmark.jobs.flink.identify;

import java.io.IOException;

/** Versions of what stands in checkpoints. */
final class Versions {
    private Versions() {}

    static void require(int version, int known, String what) throws IOException {
        if (version != known) {
            throw new IOException("version of a checkpoint's " + what + " was " + version + " but must be " + known);
        }
    }
}
