package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.train.EpochResult;
import dev.fieldmark.jobs.train.Inheritance;
import dev.fieldmark.jobs.train.NetDescription;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.jobs.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.UnaryOperator;

/** Another training, of which a test changes something. */
interface WrappedTraining extends Training {
    Training real();

    @Override
    default int epoch() {
        return real().epoch();
    }

    @Override
    default boolean over() {
        return real().over();
    }

    @Override
    default EpochResult trainEpoch() {
        return real().trainEpoch();
    }

    @Override
    default void save(Path file) throws IOException {
        real().save(file);
    }

    @Override
    default void saveBest(Path file) throws IOException {
        real().saveBest(file);
    }

    @Override
    default void close() {
        real().close();
    }

    /** An engine whose trainings are all wrapped. */
    record Engine(TrainingEngine real, UnaryOperator<Training> wrapping) implements TrainingEngine {
        @Override
        public String backend() {
            return real.backend();
        }

        @Override
        public String device() {
            return real.device();
        }

        @Override
        public Inheritance inheritance(Recipe recipe, byte[] checkpoint) throws IOException {
            return real.inheritance(recipe, checkpoint);
        }

        @Override
        public NetDescription describe(Recipe recipe) {
            return real.describe(recipe);
        }

        @Override
        public Training start(TrainingPlan plan) throws IOException {
            return wrapping.apply(real.start(plan));
        }

        @Override
        public Training resume(TrainingPlan plan, Path state) throws IOException {
            return wrapping.apply(real.resume(plan, state));
        }
    }
}
