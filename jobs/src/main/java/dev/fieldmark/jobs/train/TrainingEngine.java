package dev.fieldmark.jobs.train;

import dev.fieldmark.jobs.gpu.GpuShare;
import java.io.IOException;
import java.nio.file.Path;

/** Starts and resumes trainings: the seam between the sweep, which never sees DL4J, and the nets. */
public interface TrainingEngine {
    /** What computes, for the provenance, e.g. {@code nd4j-native-onednn-avx2}. */
    String backend();

    /** On what it computes, for people, e.g. {@code NVIDIA A100-SXM4-40GB}. */
    String device();

    /** The same engine for a slot of a cluster, whose trainings take a GPU each where they train on GPUs. */
    default TrainingEngine sharing(GpuShare share) {
        return this;
    }

    /** The net of a recipe. */
    NetDescription describe(Recipe recipe);

    /**
     * Which layers of this recipe's net would start from a checkpoint's weights.
     *
     * @param checkpoint the bytes of what {@link Training#saveBest} wrote
     * @throws IOException where it is something else, with what it was and must be
     */
    Inheritance inheritance(Recipe recipe, byte[] checkpoint) throws IOException;

    /**
     * From its first epoch, with the plan's initial weights or drawn ones.
     *
     * @throws dev.fieldmark.jobs.gpu.GpuException where it trains on GPUs, and there is none that will do
     */
    Training start(TrainingPlan plan) throws IOException;

    /** Goes on from a state that {@link Training#save} wrote for the same plan. */
    Training resume(TrainingPlan plan, Path state) throws IOException;
}
