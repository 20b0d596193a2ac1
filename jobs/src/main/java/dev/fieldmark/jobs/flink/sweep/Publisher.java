package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.store.ModelStore;
import java.io.IOException;

/** Publishes what was staged; may be killed at any step and called again. */
final class Publisher {
    private final SweepSetup setup;
    private final StudyFolder folder;
    private final ModelStore store;

    Publisher(SweepSetup setup) {
        this.setup = setup;
        this.folder = setup.studyFolder();
        this.store = setup.parts().store();
    }

    /** First the version, then the outcome, then the staged files go. */
    void publish(StagedPublication staged) throws IOException {
        if (setup.outcome().isEmpty()) {
            if (!staged.exists()) {
                throw new IOException(staged.folder() + " is gone but the study has no outcome");
            }
            Json.write(folder.outcomeFile(), published(staged));
        }
        folder.publish().deleteTree();
    }

    private Outcome published(StagedPublication staged) throws IOException {
        Outcome outcome = staged.outcome();
        return outcome.kind() == Outcome.Kind.PUBLISHED
                ? outcome.published(staged.publish(store).number())
                : outcome;
    }

    void publish(String stagedFolder) throws IOException {
        publish(new StagedPublication(FileLocation.of(stagedFolder)));
    }
}
