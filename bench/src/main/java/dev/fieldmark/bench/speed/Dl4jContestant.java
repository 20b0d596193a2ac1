package dev.fieldmark.bench.speed;

import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingPlan;
import dev.fieldmark.jobs.train.dl4j.Dl4jEngine;
import java.io.IOException;
import java.nio.file.Path;

/** The product's own engine, as a sweep runs it. */
final class Dl4jContestant implements Contestant {
    private static final int FOR_EVER = 1_000_000;

    private final Training training;

    private Dl4jContestant(Training training) {
        this.training = training;
    }

    static Dl4jContestant start(Course course) throws IOException {
        var engine = new Dl4jEngine(
                (plan, side) -> side == Side.TRAIN ? course.trainingFaces() : course.validationFaceSet());
        var plan = new TrainingPlan(
                Path.of("noise"), 0.5, course.recipe(), course.seed(), FOR_EVER, FOR_EVER, course.threads());
        return new Dl4jContestant(engine.start(plan));
    }

    @Override
    public int trainEpoch() {
        return training.trainEpoch().images();
    }

    @Override
    public void close() {
        training.close();
    }
}
