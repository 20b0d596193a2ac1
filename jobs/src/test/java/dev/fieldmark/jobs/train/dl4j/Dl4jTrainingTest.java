package dev.fieldmark.jobs.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.train.EpochResult;
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
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Dl4jTrainingTest {
    private static final int EPOCHS = 4;
    private static final FaceSet TRAIN = TestFaces.of(21, 1);
    private static final FaceSet VALID = TestFaces.of(9, 2);

    /** Small, with everything that has a state or draws: momentum, dropout, flips, batch normalisation, a rest batch. */
    private static final Map<String, String> SMALL = Map.of(
            "filters1", "2",
            "filters2", "3",
            "filters3", "4",
            "dense-units", "8",
            "batch-size", "8",
            "batch-norm", "true",
            "learning-rate", "0.01");

    private final TrainingEngine engine = new Dl4jEngine((plan, side) -> side == Side.TRAIN ? TRAIN : VALID);

    @TempDir
    private Path folder;

    private static TrainingPlan plan(String... changes) {
        var settings = new TreeMap<>(SMALL);
        for (int i = 0; i < changes.length; i += 2) {
            settings.put(changes[i], changes[i + 1]);
        }
        return plan(Recipe.of("net7", settings), 7, 1);
    }

    private static TrainingPlan plan(Recipe recipe, long seed, int threads) {
        return new TrainingPlan(Path.of("drawn"), 0.3, recipe, seed, EPOCHS, EPOCHS, threads);
    }

    private List<String> undisturbed(TrainingPlan plan) throws IOException {
        try (Training training = engine.start(plan)) {
            return Bits.ofTheRest(training, folder);
        }
    }

    private static <T> T onAnotherThread(Callable<T> work) {
        return CompletableFuture.supplyAsync(
                        () -> {
                            try {
                                return work.call();
                            } catch (Exception e) {
                                throw new CompletionException(e);
                            }
                        },
                        task -> new Thread(task).start())
                .join();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nesterovs", "adam"})
    void goesOnFromAStateWithTheSameBits(String updater) throws IOException {
        TrainingPlan plan = plan("updater", updater);
        List<String> undisturbed = undisturbed(plan);
        Path state = folder.resolve("state");
        var bits = new ArrayList<String>();
        try (Training training = engine.start(plan)) {
            bits.add(Bits.of(training.trainEpoch()));
            bits.add(Bits.of(training.trainEpoch()));
            training.save(state);
        }
        // another training in between, so that nothing left in the process can help
        undisturbed(plan(plan.recipe(), 99, 1));

        bits.addAll(onAnotherThread(() -> {
            try (Training training = engine.resume(plan, state)) {
                assertThat(training.epoch()).isEqualTo(2);
                return Bits.ofTheRest(training, folder);
            }
        }));

        assertThat(bits).isEqualTo(undisturbed);
    }

    @Test
    void twoTrainingsSideBySideGiveTheBitsOfEachAlone() throws IOException {
        TrainingPlan one = plan("updater", "nesterovs");
        TrainingPlan other = plan("updater", "adam", "dropout4", "0.2");
        List<String> oneAlone = undisturbed(one);
        List<String> otherAlone = undisturbed(other);

        var together = CompletableFuture.supplyAsync(() -> onAnotherThread(() -> undisturbed(one)));
        List<String> otherTogether = onAnotherThread(() -> undisturbed(other));

        assertThat(together.join()).isEqualTo(oneAlone);
        assertThat(otherTogether).isEqualTo(otherAlone);
    }

    @Test
    void anotherSeedGivesOtherBits() throws IOException {
        Recipe recipe = plan().recipe();

        assertThat(undisturbed(plan(recipe, 1, 1))).isNotEqualTo(undisturbed(plan(recipe, 2, 1)));
    }

    @Test
    void theThreadsOfThePlanDecideTheBitsWhateverElseRuns() throws Exception {
        Recipe recipe = plan("dense-units", "40").recipe();
        List<String> one = undisturbed(plan(recipe, 1, 1));
        List<String> two = undisturbed(plan(recipe, 1, 2));

        var together = CompletableFuture.supplyAsync(() -> onAnotherThread(() -> undisturbed(plan(recipe, 1, 2))));
        List<String> oneTogether = onAnotherThread(() -> undisturbed(plan(recipe, 1, 1)));

        assertThat(oneTogether).isEqualTo(one);
        assertThat(together.join()).isEqualTo(two);
    }

    @Test
    void learns() throws IOException {
        FaceSet train = TestFaces.of(64, 3);
        FaceSet valid = TestFaces.of(32, 4);
        Recipe recipe = Recipe.of(
                "net2",
                Map.of(
                        "filters1", "4",
                        "filters2", "8",
                        "filters3", "8",
                        "dense-units", "32",
                        "batch-size", "16",
                        "updater", "adam",
                        "learning-rate", "0.003",
                        "contrast", "standardize"));
        var plan = new TrainingPlan(Path.of("drawn"), 0.3, recipe, 1, 12, 12, 1);
        double means = columnMeansLoss(train, valid);

        try (Training training = new Dl4jEngine((p, side) -> side == Side.TRAIN ? train : valid).start(plan)) {
            double best = Double.MAX_VALUE;
            while (!training.over()) {
                best = Math.min(best, training.trainEpoch().validLoss());
            }
            assertThat(best).isLessThan(0.25 * means);
        }
    }

    /** The loss of always answering with the training faces' means: what a net gets that learns nothing. */
    private static double columnMeansLoss(FaceSet train, FaceSet valid) {
        double sum = 0;
        for (int t = 0; t < FaceSet.TARGETS; t++) {
            double mean = 0;
            for (int face = 0; face < train.size(); face++) {
                mean += train.targets()[face * FaceSet.TARGETS + t] / train.size();
            }
            for (int face = 0; face < valid.size(); face++) {
                double error = (valid.targets()[face * FaceSet.TARGETS + t] - mean) / EpochResult.PIXELS_PER_UNIT;
                sum += error * error;
            }
        }
        return sum / valid.size() / FaceSet.TARGETS;
    }

    @Test
    void aLossThatIsNoNumberIsReportedAndEndsTheTraining() throws IOException {
        try (Training training = engine.start(plan("learning-rate", "1e30"))) {
            EpochResult result = training.trainEpoch();

            assertThat(result.diverged()).isTrue();
            assertThat(result.best()).isFalse();
            assertThat(training.over()).isTrue();
            assertThatThrownBy(() -> training.saveBest(folder.resolve("best")))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("no epoch had a finite validation loss: there are no best weights");
            assertThat(folder.resolve("best")).doesNotExist();
        }
    }

    @Test
    void refusesAStateOfAnotherPlanNamingWhatDiffers() throws IOException {
        Path state = folder.resolve("state");
        try (Training training = engine.start(plan())) {
            training.save(state);
        }

        assertThatThrownBy(() -> engine.resume(plan("momentum", "0.5"), state))
                .hasMessage(state + ": recipe.momentum was 0.9 but must be 0.5, as the plan has it");
        assertThatThrownBy(() -> engine.resume(plan(plan().recipe(), 7, 2), state))
                .hasMessage(state + ": threads was 1 but must be 2, as the plan has it");
        var otherFaces = new Dl4jEngine((plan, side) -> VALID);
        assertThatThrownBy(() -> otherFaces.resume(plan(), state))
                .hasMessageStartingWith(state + ": trainPictures was 21 with checksum ");
    }

    @Test
    void refusesASideWithoutACompleteFace() {
        float[] gaps = VALID.targets().clone();
        Arrays.fill(gaps, Float.NaN);
        var nothing = new FaceSet(VALID.rows(), VALID.greys(), gaps);

        assertThatThrownBy(() -> new Dl4jEngine((plan, side) -> side == Side.TRAIN ? TRAIN : nothing).start(plan()))
                .hasMessage("drawn: complete faces on the validation side were 0 but must be >= 1");
    }
}
