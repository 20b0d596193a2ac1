package dev.fieldmark.jobs.train;

import java.io.IOException;
import java.nio.file.Path;

/** Starts and resumes trainings: the seam between the sweep, which never sees DL4J, and the nets. */
public interface TrainingEngine {
    /** What computes, for the provenance, e.g. {@code nd4j-native-onednn-avx2}. */
    String backend();

    /** The net of a recipe. */
    NetDescription describe(Recipe recipe);

    /**
     * Which layers of this recipe's net would start from a checkpoint's weights.
     *
     * @param checkpoint the bytes of what {@link Training#saveBest} wrote
     * @throws IOException where it is something else, with what it was and must be
     */
    Inheritance inheritance(Recipe recipe, byte[] checkpoint) throws IOException;

    /** From its first epoch, with the plan's initial weights or drawn ones. */
    Training start(TrainingPlan plan) throws IOException;

    /** Goes on from a state that {@link Training#save} wrote for the same plan. */
    Training resume(TrainingPlan plan, Path state) throws IOException;
}
