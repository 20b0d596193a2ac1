package dev.fieldmark.jobs.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.train.EpochResult;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.TestFaces;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.jobs.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
            return finish(training);
        }
    }

    /** Epochs to the end, bit by bit, and the bytes of the last state. */
    private List<String> finish(Training training) throws IOException {
        var bits = new ArrayList<String>();
        while (!training.over()) {
            bits.add(bits(training.trainEpoch()));
        }
        Path state = Files.createTempFile(folder, "end", ".state");
        training.save(state);
        bits.add("state " + java.util.Arrays.hashCode(Files.readAllBytes(state)));
        return bits;
    }

    private static String bits(EpochResult result) {
        return result.epoch() + " " + Double.toHexString(result.trainLoss()) + " "
                + Double.toHexString(result.validLoss()) + " " + result.best();
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
            bits.add(bits(training.trainEpoch()));
            bits.add(bits(training.trainEpoch()));
            training.save(state);
        }
        // another training in between, so that nothing left in the process can help
        undisturbed(plan(plan.recipe(), 99, 1));

        bits.addAll(onAnotherThread(() -> {
            try (Training training = engine.resume(plan, state)) {
                assertThat(training.epoch()).isEqualTo(2);
                return finish(training);
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
}
