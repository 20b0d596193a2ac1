package dev.fieldmark.jobs.flink.sweep;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Faults that a test plans as files in a folder, so that every process meets them: each is met once. */
record Faults(String folder) implements Serializable {
    static Faults none() {
        return new Faults("");
    }

    /** The trainer throws in this epoch. */
    void planThrow(int trial, int epoch) {
        plan("throw-" + trial + "-" + epoch);
    }

    /** The trainer throws whenever it comes to this epoch, until {@link #heal}. */
    void planThrowEachTime(int trial, int epoch) {
        plan("broken-" + trial + "-" + epoch);
    }

    void heal(int trial, int epoch) {
        isMet("broken-" + trial + "-" + epoch);
    }

    /** The trainer stays in this epoch until {@link #release}. */
    void planHold(int trial, int epoch) {
        plan("hold-" + trial + "-" + epoch);
    }

    void release(int trial, int epoch) {
        isMet("hold-" + trial + "-" + epoch);
    }

    boolean isHeld(int trial, int epoch) {
        return Files.exists(path("held-" + trial + "-" + epoch));
    }

    /** The next publish throws after it was done. */
    void planDeathAfterPublish() {
        plan("die-after-publish");
    }

    void meet(int trial, int epoch) {
        if (folder.isEmpty()) {
            return;
        }
        if (isMet("throw-" + trial + "-" + epoch) || Files.exists(path("broken-" + trial + "-" + epoch))) {
            throw new IllegalStateException("planned: trial " + trial + " throws in epoch " + epoch);
        }
        if (Files.exists(path("hold-" + trial + "-" + epoch))) {
            plan("held-" + trial + "-" + epoch);
            while (Files.exists(path("hold-" + trial + "-" + epoch))) {
                Thread.onSpinWait();
                pause();
            }
        }
    }

    void meetPublish() {
        if (!folder.isEmpty() && isMet("die-after-publish")) {
            throw new IllegalStateException("planned: the committer dies after its publish");
        }
    }

    private void plan(String fault) {
        try {
            Files.createDirectories(Path.of(folder));
            Files.writeString(path(fault), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isMet(String fault) {
        try {
            return Files.deleteIfExists(path(fault));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String fault) {
        return Path.of(folder, fault);
    }

    private static void pause() {
        try {
            Thread.sleep(10);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
