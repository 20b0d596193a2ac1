package dev.fieldmark.jobs.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.Sha256;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.train.Inheritance;
import dev.fieldmark.jobs.train.InitialWeights;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Rows;
import dev.fieldmark.jobs.train.TestFaces;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.jobs.train.TrainingPlan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.ndarray.INDArray;

class CheckpointTest {
    private static final int EPOCHS = 3;
    private static final FaceSet TRAIN = TestFaces.of(21, 1);
    private static final FaceSet VALID = TestFaces.of(9, 2);

    private final TrainingEngine engine = new Dl4jEngine((plan, side) -> side == Side.TRAIN ? TRAIN : VALID);

    @TempDir
    private Path folder;

    private Path parent;
    private byte[] bytes;

    @BeforeEach
    void trainTheParent() throws IOException {
        parent = saved(recipe("net7"), "parent");
        bytes = Files.readAllBytes(parent);
    }

    private Path saved(Recipe recipe, String name) throws IOException {
        Path file = folder.resolve(name + ".zip");
        try (Training training = engine.start(plan(recipe, Optional.empty()))) {
            training.trainEpoch();
            training.saveBest(file);
        }
        return file;
    }

    /** Batch-normalised, so that there are running means and variances. */
    private static Recipe recipe(String network, String... changes) {
        var settings = new TreeMap<>(Map.of("batch-size", "8", "learning-rate", "0.01"));
        if (network.startsWith("net")) {
            settings.putAll(Map.of("filters1", "2", "filters2", "3", "filters3", "4", "dense-units", "8"));
            settings.put("batch-norm", "true");
        } else {
            settings.putAll(Map.of("width", "2", "blocks", "1"));
        }
        for (int i = 0; i < changes.length; i += 2) {
            settings.put(changes[i], changes[i + 1]);
        }
        return Recipe.of(network, settings);
    }

    private static TrainingPlan plan(Recipe recipe, Optional<InitialWeights> init) {
        return new TrainingPlan(
                Path.of("drawn"), 0.3, Rows.COMPLETE, KeypointGroup.ALL, recipe, 7, EPOCHS, EPOCHS, EPOCHS, 1, init);
    }

    private Optional<InitialWeights> init() {
        return Optional.of(new InitialWeights(parent, Sha256.hex(bytes)));
    }

    private static float[] floats(INDArray weights) {
        return weights.dup('c').data().asFloat();
    }

    @Test
    void copiesEveryLayerOfTheSameShapesToTheLastBitWhateverTheOutputScale() throws IOException {
        ComputationGraph there = ModelSerializer.restoreComputationGraph(parent.toFile(), false);
        ComputationGraph here = Networks.trainable(recipe("net7", "output-scale", "0.01"), 99, 1);

        Inheritance inheritance = Checkpoint.read(bytes).copyTo(here);

        assertThat(inheritance).hasToString("all 9 layers copied");
        assertThat(there.paramTable()).containsKeys("norm1_mean", "norm1_var", "output_W");
        there.paramTable()
                .forEach((name, weights) ->
                        assertThat(floats(here.getParam(name))).as(name).isEqualTo(floats(weights)));
    }

    @Test
    void aLayerOfOtherShapesIsNamedAndStaysAsItWasDrawnBiasesToo() throws IOException {
        Recipe wider = recipe("net7", "dense2-units", "9");
        ComputationGraph drawn = Networks.trainable(wider, 99, 1);
        ComputationGraph here = Networks.trainable(wider, 99, 1);

        Inheritance inheritance = Checkpoint.read(bytes).copyTo(here);

        assertThat(inheritance.differing())
                .containsExactly(
                        "dense2 (there W 8 x 8, b 8; here W 8 x 9, b 9)",
                        "output (there W 8 x 30, b 30; here W 9 x 30, b 30)");
        assertThat(inheritance).asString().startsWith("7 of 9 layers copied; drawn anew for their shapes: dense2 (");
        for (String name : List.of("dense2_W", "output_W", "output_b")) {
            assertThat(floats(here.getParam(name))).as(name).isEqualTo(floats(drawn.getParam(name)));
        }
        assertThat(engine.inheritance(wider, bytes)).isEqualTo(inheritance);
    }

    @Test
    void layersThatAreOnOneSideAloneAreNamed() throws IOException {
        Inheritance inheritance = engine.inheritance(recipe("net7", "batch-norm", "false"), bytes);

        assertThat(inheritance).hasToString("all 6 layers copied; not used: norm1, norm2, norm3");
        byte[] plain = Files.readAllBytes(saved(recipe("net7", "batch-norm", "false"), "plain"));
        assertThat(engine.inheritance(recipe("net7"), plain))
                .hasToString("6 of 9 layers copied; drawn anew, for they are not there: norm1, norm2, norm3");
    }

    @Test
    void anotherKindOfNetMayHaveNothingInCommon() throws IOException {
        Inheritance inheritance = engine.inheritance(recipe("hourglass", "width", "5"), bytes);

        assertThat(inheritance.copied()).isEmpty();
        assertThat(inheritance.unused()).contains("dense1", "output");
    }

    @Test
    void aTrainingThatStartsFromWeightsBeginsWhereTheyEnded() throws IOException {
        Recipe still = recipe("net7", "learning-rate", "1e-20", "learning-rate-end", "1e-20", "batch-norm", "false");
        Path plain = saved(recipe("net7", "batch-norm", "false"), "plain");
        double ended;
        try (Training training = engine.start(plan(recipe("net7", "batch-norm", "false"), Optional.empty()))) {
            ended = training.trainEpoch().validLoss();
        }
        var weights = new InitialWeights(plain, Sha256.hex(Files.readAllBytes(plain)));

        try (Training training = engine.start(plan(still, Optional.of(weights)))) {
            assertThat(training.trainEpoch().validLoss()).isEqualTo(ended);
        }
    }

    @Test
    void goesOnFromAStateWithTheSameBitsEvenWhenTheWeightsAreGone() throws IOException {
        TrainingPlan plan = plan(recipe("net7"), init());
        List<String> undisturbed;
        try (Training training = engine.start(plan)) {
            undisturbed = Bits.ofTheRest(training, folder);
        }
        Path state = folder.resolve("state");
        var bits = new ArrayList<String>();
        try (Training training = engine.start(plan)) {
            bits.add(Bits.of(training.trainEpoch()));
            training.save(state);
        }
        Files.delete(parent);

        try (Training training = engine.resume(plan, state)) {
            bits.addAll(Bits.ofTheRest(training, folder));
        }

        assertThat(bits).isEqualTo(undisturbed);
    }

    @Test
    void refusesAStateThatStartedFromOtherWeights() throws IOException {
        Path fromWeights = folder.resolve("from-weights");
        try (Training training = engine.start(plan(recipe("net7"), init()))) {
            training.save(fromWeights);
        }
        Path fromNothing = folder.resolve("from-nothing");
        try (Training training = engine.start(plan(recipe("net7"), Optional.empty()))) {
            training.save(fromNothing);
        }

        assertThatThrownBy(() -> engine.resume(plan(recipe("net7"), Optional.empty()), fromWeights))
                .hasMessage(
                        fromWeights + ": init was " + Sha256.hex(bytes) + " but must be absent, as the plan has it");
        assertThatThrownBy(() -> engine.resume(plan(recipe("net7"), init()), fromNothing))
                .hasMessage(
                        fromNothing + ": init was absent but must be " + Sha256.hex(bytes) + ", as the plan has it");
    }

    @Test
    void refusesWeightsThatAreOthersThanThoseThatWereMeant() throws IOException {
        TrainingPlan plan = plan(recipe("net7"), init());
        bytes[bytes.length / 2] ^= 1;
        Files.write(parent, bytes);

        assertThatThrownBy(() -> engine.start(plan))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(parent + ": sha256 was " + Sha256.hex(bytes));
    }

    @Test
    void refusesWhatIsNoGraph() throws IOException {
        Path layered = folder.resolve("layered.zip");
        var net = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .list()
                .layer(new OutputLayer.Builder().nIn(3).nOut(2).build())
                .build());
        net.init();
        ModelSerializer.writeModel(net, layered.toFile(), false);

        assertThatThrownBy(() -> Checkpoint.read(Files.readAllBytes(layered)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("was a MultiLayerNetwork");
        assertThatThrownBy(() -> Checkpoint.read("text".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("was no checkpoint of DL4J");
        byte[] half = Arrays.copyOf(bytes, bytes.length / 2);
        assertThatThrownBy(() -> Checkpoint.read(half)).isInstanceOf(IOException.class);
    }
}
