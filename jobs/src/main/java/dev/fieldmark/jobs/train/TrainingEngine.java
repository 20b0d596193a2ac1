package dev.fieldmark.jobs.train;

import java.io.IOException;
import java.nio.file.Path;

/** Starts and resumes trainings: the seam between the sweep, which never sees DL4J, and the nets. */
public interface TrainingEngine {
    /** What computes, for the provenance, e.g. {@code nd4j-native-onednn-avx2}. */
    String backend();

    /** The net of a recipe. */
    NetDescription describe(Recipe recipe);

    Training start(TrainingPlan plan) throws IOException;

    /** Goes on from a state that {@link Training#save} wrote for the same plan. */
    Training resume(TrainingPlan plan, Path state) throws IOException;
}
