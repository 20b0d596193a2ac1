package dev.fieldmark.jobs.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OrtEnvironment;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.dl4j.NativeBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.LocalResponseNormalization;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

class KeypointGraphTest {
    private static final FaceSet FACES = TinyNets.faces(5);
    private static final RadiusFactors FACTORS =
            new RadiusFactors(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0.1f, 0.2f, 0.3f, 0.4f, 0});

    @TempDir
    Path folder;

    @BeforeAll
    static void loadNatives() {
        NativeBackend.load();
    }

    @ParameterizedTest
    @CsvSource({
        "net1, none, false",
        "net1, standardize, false",
        "net2, none, false",
        "net2, standardize, true",
        "net7, none, true",
        "net7, standardize, false",
        "residual, standardize, true",
        "hourglass, standardize, true",
        "hourglass, none, true"
    })
    void answersAsTheNetDoes(String network, String contrast, String batchNorm) throws Exception {
        var settings = network.matches("net[2-7]")
                ? Map.of("contrast", contrast, "batch-norm", batchNorm)
                : Map.of("contrast", contrast);
        var recipe = TinyNets.recipe(network, settings);
        var net = TinyNets.net(recipe);

        try (var graph = OnnxNet.open(export(net, recipe), 1)) {
            double largest = ParityCheck.check(graph, FACES, TinyNets.points(net, recipe, FACES), FACTORS);

            assertThat(largest).isGreaterThan(0).isLessThanOrEqualTo(ParityCheck.MAX_DIFFERENCE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"false", "true"})
    void saysTheSpreadOfItsHeatmapsTimesTheFactors(String flipAverage) throws Exception {
        var recipe = TinyNets.recipe("hourglass", Map.of("flip-average", flipAverage));
        var net = TinyNets.net(recipe);
        float[][] spreads = TinyNets.points(net, recipe, FACES).spreads();

        try (var graph = OnnxNet.open(export(net, recipe), 1)) {
            float[][] radii = graph.answers(FACES, done -> {}).radii90().orElseThrow();

            assertThat(radii).hasDimensions(5, 15);
            for (int face = 0; face < 5; face++) {
                for (int point = 0; point < 15; point++) {
                    double expected = FACTORS.values()[point] * spreads[face][point];
                    assertThat((double) radii[face][point]).isCloseTo(expected, within(1e-3 * expected));
                }
                assertThat(spreads[face]).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void saysTheSameRadiiOfEveryFaceWhereTheNetHasNoHeatmaps() throws Exception {
        var recipe = TinyNets.recipe("net2", Map.of("flip-average", "true"));

        try (var graph = OnnxNet.open(export(TinyNets.net(recipe), recipe), 1)) {
            float[][] radii = graph.answers(FACES, done -> {}).radii90().orElseThrow();

            assertThat(radii).hasDimensions(5, 15);
            for (float[] ofFace : radii) {
                assertThat(ofFace).containsExactly(FACTORS.values());
            }
        }
    }

    @Test
    void refusesAGraphWithOtherFactors() throws Exception {
        var recipe = TinyNets.recipe("hourglass", Map.of());
        var net = TinyNets.net(recipe);
        float[] others = FACTORS.values().clone();
        others[10] += 0.001f;

        try (var graph = OnnxNet.open(export(net, recipe), 1)) {
            assertThatThrownBy(() -> ParityCheck.check(
                            graph, FACES, TinyNets.points(net, recipe, FACES), new RadiusFactors(others)))
                    .isInstanceOf(ParityException.class)
                    .hasMessageContaining(" at the radius of nose_tip of row 1 in batches of 1: the difference was ");
        }
    }

    @Test
    void standardizesAPictureOfOneGreyToZero() throws Exception {
        var recipe = TinyNets.recipe("net2", Map.of("contrast", "standardize"));
        var net = TinyNets.net(recipe);
        byte[] greys = new byte[2 * FaceSet.PIXELS];
        Arrays.fill(greys, (byte) 77);
        greys[FaceSet.PIXELS + 5000] = 78; // and one whose only contrast is one pixel
        var flat = new FaceSet(new int[] {1, 2}, greys, new float[2 * FaceSet.TARGETS]);

        try (var graph = OnnxNet.open(export(net, recipe), 1)) {
            assertThatCode(() -> ParityCheck.check(graph, flat, TinyNets.points(net, recipe, flat), FACTORS))
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void refusesAGraphWithOneChangedWeight() throws Exception {
        var recipe = TinyNets.recipe("net2", Map.of());
        var net = TinyNets.net(recipe);
        Dl4jNet.Points points = TinyNets.points(net, recipe, FACES);
        var bias = net.getLayer("output").getParam("b");
        bias.putScalar(20, bias.getFloat(20) + 0.001f);

        try (var graph = OnnxNet.open(export(net, recipe), 1)) {
            assertThatThrownBy(() -> ParityCheck.check(graph, FACES, points, FACTORS))
                    .isInstanceOf(ParityException.class)
                    .hasMessageMatching("ONNX Runtime answered .+ and DL4J .+ at nose_tip_x of row 1 in batches of 1:"
                            + " the difference was (0.001|9.9.*E-4|0.0009).* network units but must be at most 1.0E-4");
        }
    }

    @Test
    void refusesAGraphWithoutTheContrastStep() throws Exception {
        var trained = TinyNets.recipe("net2", Map.of("contrast", "standardize"));
        var other = TinyNets.recipe("net2", Map.of("contrast", "none"));
        var net = TinyNets.net(trained);

        try (var graph = OnnxNet.open(export(net, other), 1)) {
            assertThatThrownBy(() -> ParityCheck.check(graph, FACES, TinyNets.points(net, trained, FACES), FACTORS))
                    .isInstanceOf(ParityException.class);
        }
    }

    @Test
    void refusesANetThatAnswersNoNumber() throws Exception {
        var recipe = TinyNets.recipe("net1", Map.of());
        var net = TinyNets.net(recipe);
        net.getLayer("output").getParam("b").putScalar(3, Float.NaN);

        try (var graph = OnnxNet.open(export(net, recipe), 1)) {
            assertThatThrownBy(() -> ParityCheck.check(graph, FACES, TinyNets.points(net, recipe, FACES), FACTORS))
                    .isInstanceOf(ParityException.class)
                    .hasMessageContaining("right_eye_center_y of row 1");
        }
    }

    @Test
    void answersTheSameInBatchesOfAnySize() throws Exception {
        var recipe = TinyNets.recipe("net2", Map.of());

        try (var graph = OnnxNet.open(export(TinyNets.net(recipe), recipe), 1)) {
            float[][] all = graph.keypoints(FACES);
            float[][] pairs = graph.answers(FACES, 2, done -> {}).keypoints();

            assertThat(all).hasDimensions(5, 30);
            for (int face = 0; face < 5; face++) {
                assertThat(pairs[face]).usingComparatorWithPrecision(1e-3f).containsExactly(all[face]);
            }
        }
    }

    @Test
    void tellsAnyOnnxReaderWhatGoesInAndOut() throws Exception {
        var recipe = TinyNets.recipe("net2", Map.of("contrast", "standardize"));
        byte[] model = export(TinyNets.net(recipe), recipe);

        try (var session = OrtEnvironment.getEnvironment().createSession(model)) {
            assertThat(session.getInputInfo())
                    .containsOnlyKeys("image")
                    .asString()
                    .contains("shape=[-1, 1, 96, 96]");
            assertThat(session.getOutputInfo())
                    .containsOnlyKeys("keypoints", "radius90")
                    .asString()
                    .contains("shape=[-1, 30]", "shape=[-1, 15]");
            assertThat(session.getMetadata().getCustomMetadata())
                    .containsEntry("study", "faces")
                    .containsEntry("contrast", "standardize")
                    .containsEntry("input", "greys / 255 of the whole picture at 96x96")
                    .containsKeys("labels", "output", "radius90");
        }
    }

    @Test
    void writesTheSameBytesTwice() throws Exception {
        var recipe = TinyNets.recipe("net2", Map.of());
        var net = TinyNets.net(recipe);

        assertThat(export(net, recipe)).isEqualTo(export(net, recipe));
    }

    @Test
    void refusesALayerItDoesNotKnowByName() {
        var conf = new NeuralNetConfiguration.Builder()
                .list()
                .layer(new LocalResponseNormalization.Builder().build())
                .layer(output())
                .setInputType(InputType.convolutional(96, 96, 1))
                .build();

        assertThatThrownBy(() -> export(initialized(new MultiLayerNetwork(conf)), Recipe.of("net1", Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("layer 0: layer was LocalResponseNormalization but must be ConvolutionLayer,");
    }

    @Test
    void refusesAveragePoolingByName() {
        var conf = new NeuralNetConfiguration.Builder()
                .list()
                .layer(new SubsamplingLayer.Builder(PoolingType.AVG).build())
                .layer(output())
                .setInputType(InputType.convolutional(96, 96, 1))
                .build();

        assertThatThrownBy(() -> export(initialized(new MultiLayerNetwork(conf)), Recipe.of("net1", Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("layer 0: pooling was AVG but must be MAX to be exported");
    }

    @Test
    void refusesAnActivationItDoesNotKnowByName() {
        var recipe = TinyNets.recipe("net1", Map.of());
        var net = TinyNets.net(recipe);
        ((org.deeplearning4j.nn.conf.layers.BaseLayer) net.getLayer(0).conf().getLayer())
                .setActivationFn(Activation.MISH.getActivationFunction());

        assertThatThrownBy(() -> export(net, recipe))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("layer dense1: activation was .*mish.* but must be identity, relu to be exported");
    }

    @Test
    void refusesBytesThatAreNoGraph() {
        assertThatThrownBy(() -> OnnxNet.open(new byte[] {1, 2, 3}, 1))
                .isInstanceOf(OnnxNetException.class)
                .hasMessageStartingWith("ONNX Runtime refused the graph: ");
    }

    private static OutputLayer output() {
        return new OutputLayer.Builder(LossFunction.MSE)
                .nOut(FaceSet.TARGETS)
                .activation(Activation.IDENTITY)
                .build();
    }

    private static ComputationGraph initialized(MultiLayerNetwork net) {
        net.init();
        return net.toComputationGraph();
    }

    private byte[] export(ComputationGraph net, Recipe recipe) throws IOException {
        Path file = folder.resolve("model.onnx");
        KeypointGraph.write(TinyNets.alone(net, recipe), FACTORS, Map.of("study", "faces"), file);
        return Files.readAllBytes(file);
    }
}
