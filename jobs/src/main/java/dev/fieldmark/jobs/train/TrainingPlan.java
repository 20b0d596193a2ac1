package dev.fieldmark.jobs.train;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Everything that determines a training, bit for bit, on one kind of CPU.
 *
 * @param dataset folder of the prepared dataset
 * @param validationFraction share of the split keys that validates, 0 < f < 1
 * @param rows which faces train and validate
 * @param points that are learned
 * @param recipe the net and how it is trained
 * @param seed of initial weights, shuffles, flips and dropout
 * @param scheduleEpochs over which the schedules run, >= 1; later epochs have their end values
 * @param maxEpochs >= 1
 * @param patience epochs without a better validation loss after which training stops, >= 1
 * @param threads of the trainer: other numbers give other bits
 * @param init from which weights the net starts; drawn from the seed where absent
 */
public record TrainingPlan(
        Path dataset,
        double validationFraction,
        Rows rows,
        KeypointGroup points,
        Recipe recipe,
        long seed,
        int scheduleEpochs,
        int maxEpochs,
        int patience,
        int threads,
        Optional<InitialWeights> init) {
    /** Complete faces, all points, drawn weights, and schedules that run to the last epoch: the tutorial's. */
    public TrainingPlan(
            Path dataset,
            double validationFraction,
            Recipe recipe,
            long seed,
            int maxEpochs,
            int patience,
            int threads) {
        this(
                dataset,
                validationFraction,
                Rows.COMPLETE,
                KeypointGroup.ALL,
                recipe,
                seed,
                maxEpochs,
                maxEpochs,
                patience,
                threads,
                Optional.empty());
    }

    public TrainingPlan {
        require(
                validationFraction > 0 && validationFraction < 1,
                "validationFraction",
                validationFraction,
                "> 0 and < 1");
        require(scheduleEpochs >= 1, "scheduleEpochs", scheduleEpochs, ">= 1");
        require(maxEpochs >= 1, "maxEpochs", maxEpochs, ">= 1");
        require(patience >= 1, "patience", patience, ">= 1");
        require(threads >= 1, "threads", threads, ">= 1");
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(name + " was " + value + " but must be " + rule);
        }
    }
}
