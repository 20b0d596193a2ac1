package dev.fieldmark.jobs.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.train.Batch;
import dev.fieldmark.jobs.train.EpochResult;
import dev.fieldmark.jobs.train.FaceBatches;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.TestFaces;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.jobs.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * What the tutorial's code did wrong, one test a defect. The sixth, that pretraining leaked validation rows, is held by
 * the split by image hash of the prepared data.
 */
class AncestorDefectsTest {
    private static final FaceSet TRAIN = TestFaces.of(16, 1);
    private static final FaceSet VALID = TestFaces.of(8, 2);

    private final TrainingEngine engine = new Dl4jEngine((plan, side) -> side == Side.TRAIN ? TRAIN : VALID);

    @TempDir
    private Path folder;

    /** A small net whose validation loss goes down and up again: the learning rate is far too high. */
    private static TrainingPlan plan(int maxEpochs, int patience, String... changes) {
        var settings = new TreeMap<>(Map.of("dense-units", "8", "batch-size", "8", "learning-rate", "0.3"));
        for (int i = 0; i < changes.length; i += 2) {
            settings.put(changes[i], changes[i + 1]);
        }
        return new TrainingPlan(Path.of("drawn"), 0.3, Recipe.of("net1", settings), 1, maxEpochs, patience, 1);
    }

    private static List<EpochResult> finish(Training training) {
        var results = new ArrayList<EpochResult>();
        while (!training.over()) {
            results.add(training.trainEpoch());
        }
        return results;
    }

    @Test
    void defect1TheBestWeightsAreKeptHoweverTrainingEnds() throws IOException {
        for (int epochs : new int[] {3, 6, 20}) {
            try (Training training = engine.start(plan(20, 20))) {
                var results = new ArrayList<EpochResult>();
                for (int i = 0; i < epochs; i++) {
                    results.add(training.trainEpoch());
                }
                double best = results.stream()
                        .mapToDouble(EpochResult::validLoss)
                        .min()
                        .orElseThrow();
                Path file = folder.resolve("best" + epochs);

                training.saveBest(file);

                assertThat(loss(file)).as("after %s epochs", epochs).isEqualTo(best, withinFloats());
                assertThat(results.get(epochs - 1).validLoss())
                        .as("the last epoch must not be the best, or this shows nothing")
                        .isGreaterThan(best);
            }
        }
    }

    private static org.assertj.core.data.Offset<Double> withinFloats() {
        return org.assertj.core.api.Assertions.within(1e-6);
    }

    private static double loss(Path file) throws IOException {
        ComputationGraph net = ModelSerializer.restoreComputationGraph(file.toFile(), false);
        Batch batch = new FaceBatches(VALID, plan(1, 1).recipe(), 1)
                .inOrder()
                .findFirst()
                .orElseThrow();
        INDArray answers = net.outputSingle(
                Nd4j.createFromArray(batch.pictures()).reshape(batch.size(), 1, FaceSet.SIDE, FaceSet.SIDE));
        INDArray errors = answers.sub(Nd4j.createFromArray(batch.targets()).reshape(answers.shape()));
        return errors.mul(errors).meanNumber().doubleValue();
    }

    @Test
    void defect2TheStopIsNotAnEpochLate() throws IOException {
        int patience = 3;
        try (Training training = engine.start(plan(100, patience))) {
            List<EpochResult> results = finish(training);

            int best = 1
                    + results.lastIndexOf(results.stream()
                            .filter(EpochResult::best)
                            .reduce((one, other) -> other)
                            .orElseThrow());
            assertThat(training.epoch()).isEqualTo(best + patience).isLessThan(100);
            assertThatThrownBy(training::trainEpoch)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("training is over after epoch " + training.epoch() + " of 100");
        }
    }

    @Test
    void defect3AResumedTrainingStaysOnItsSchedule() throws IOException {
        TrainingPlan plan = plan(4, 4, "learning-rate", "0.01", "learning-rate-end", "0.001", "momentum-end", "0.99");
        Path state = folder.resolve("state");
        List<EpochResult> undisturbed;
        try (Training training = engine.start(plan)) {
            undisturbed = finish(training);
        }
        try (Training training = engine.start(plan)) {
            training.trainEpoch();
            training.trainEpoch();
            training.trainEpoch();
            training.save(state);
        }

        try (Training resumed = engine.resume(plan, state)) {
            assertThat(resumed.trainEpoch().validLoss())
                    .isEqualTo(undisturbed.get(3).validLoss());
            assertThat(resumed.over()).isTrue();
        }
    }

    @Test
    void defect4HalfOfAnOddBatchIsAWholeNumber() {
        FaceSet five = TRAIN.select(0, 1, 2, 3, 4);
        Recipe plain = plan(1, 1, "batch-size", "5").recipe();
        Recipe flip = plan(1, 1, "batch-size", "5", "flip", "true").recipe();
        Batch straight = new FaceBatches(five, plain, 1).epoch(1).findFirst().orElseThrow();
        Batch flipped = new FaceBatches(five, flip, 1).epoch(1).findFirst().orElseThrow();

        long mirrored = 0;
        for (int from = 0; from < 5 * FaceSet.PIXELS; from += FaceSet.PIXELS) {
            int to = from + FaceSet.PIXELS;
            mirrored += Arrays.equals(straight.pictures(), from, to, flipped.pictures(), from, to) ? 0 : 1;
        }
        assertThat(mirrored).isEqualTo(2);
    }

    @Test
    void defect5FlipsNeverTouchTheTrainingArrays() throws IOException {
        FaceSet faces = TestFaces.of(16, 1);
        var flipping = new Dl4jEngine((plan, side) -> faces);
        try (Training training = flipping.start(plan(3, 3, "flip", "true"))) {
            finish(training);
        }

        assertThat(faces.greys()).isEqualTo(TRAIN.greys());
        assertThat(faces.targets()).isEqualTo(TRAIN.targets());
    }

    @Test
    void defect7WeightsOfAnotherShapeAreRefusedByName() throws IOException {
        Path state = folder.resolve("state");
        try (Training training = engine.start(plan(2, 2))) {
            training.save(state);
        }

        assertThatThrownBy(() -> engine.resume(plan(2, 2, "dense-units", "9"), state))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(state + ": layer00 was DenseOnce W 9216 x 8, b 8 but must be DenseOnce W 9216 x 9, b 9,"
                        + " as the plan has it");
    }
}
