package dev.fieldmark.jobs.train.dl4j;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.train.NetDescription;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.jobs.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Trains with Deeplearning4j. On the training thread, {@link TrainingPlan#threads()} is the number of OpenMP threads;
 * trainings side by side in one process, each on its own thread, do not disturb each other.
 */
public final class Dl4jEngine implements TrainingEngine {
    private final FaceSource source;

    /** Where the faces of a plan come from. */
    @FunctionalInterface
    public interface FaceSource {
        FaceSet read(TrainingPlan plan, Side side) throws IOException;
    }

    /** Trains on prepared datasets. */
    public Dl4jEngine() {
        this((plan, side) -> PreparedDataset.open(plan.dataset()).faces(side, plan.validationFraction()));
    }

    public Dl4jEngine(FaceSource source) {
        this.source = source;
    }

    @Override
    public String backend() {
        return "nd4j-native" + NativeBackend.load().extension();
    }

    @Override
    public NetDescription describe(Recipe recipe) {
        NativeBackend.load();
        return Networks.describe(recipe);
    }

    @Override
    public Training start(TrainingPlan plan) throws IOException {
        return open(plan);
    }

    @Override
    public Training resume(TrainingPlan plan, Path state) throws IOException {
        Dl4jTraining training = open(plan);
        try {
            training.restore(state);
            return training;
        } catch (IOException | RuntimeException e) {
            training.close();
            throw e;
        }
    }

    private Dl4jTraining open(TrainingPlan plan) throws IOException {
        return new Dl4jTraining(plan, source.read(plan, Side.TRAIN), source.read(plan, Side.VALIDATION));
    }
}
