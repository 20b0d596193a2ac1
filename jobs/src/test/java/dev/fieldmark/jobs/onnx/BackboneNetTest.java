package dev.fieldmark.jobs.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.image.SquarePhoto;
import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.backbone.BackboneException;
import dev.fieldmark.jobs.backbone.BackboneInput;
import dev.fieldmark.jobs.backbone.BackboneInput.Channels;
import dev.fieldmark.jobs.backbone.BackboneInput.Layout;
import dev.fieldmark.jobs.backbone.FeatureSet;
import dev.fieldmark.jobs.data.Sha256;
import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackboneNetTest {
    private static final int SIDE = 12;

    private static byte[] photo(int seed) {
        byte[] photo = new byte[SquarePhoto.samples(SIDE)];
        new Random(seed).nextBytes(photo);
        return photo;
    }

    private static FeatureSet features(byte[] model, String output, BackboneInput input, byte[]... photos)
            throws BackboneException {
        try (BackboneNet net = BackboneNet.open(backbone(model, output, input), model, SIDE)) {
            return net.features(List.of(photos));
        }
    }

    private static Backbone backbone(byte[] model, String output, BackboneInput input) {
        return new Backbone("nets/tiny.onnx", Sha256.hex(model), output, input);
    }

    private static void refused(byte[] model, String output, String problem) {
        assertThatThrownBy(() -> features(model, output, BackboneInput.PLAIN, photo(1)))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining(problem);
    }

    /** What a graph of one input makes of it. */
    private static byte[] model(UnaryOperator<String> nodes, OnnxGraph graph, int... dimensions) {
        graph.input("pixels", dimensions);
        graph.outputOfAnyShape("out", nodes.apply("pixels"));
        return graph.toBytes();
    }

    /** The mean of each channel: of each number that a backbone sees. */
    private static byte[] means(Layout layout) {
        var graph = new OnnxGraph();
        return layout == Layout.NCHW
                ? model(pixels -> graph.means(pixels, 2, 3), graph, 3, SIDE, SIDE)
                : model(pixels -> graph.means(pixels, 1, 2), graph, SIDE, SIDE, 3);
    }

    @Test
    void planesBecomeTheirMeans() throws BackboneException {
        byte[] model = TinyBackbone.bytes(SIDE, "classes");
        FeatureSet ofPlanes = features(TinyBackbone.bytes(SIDE, "planes"), "", BackboneInput.PLAIN, photo(1), photo(2));
        FeatureSet ofMeans = features(model, "Flatten_3", BackboneInput.PLAIN, photo(1), photo(2));
        FeatureSet ofClasses = features(model, "", BackboneInput.PLAIN, photo(1));
        assertThat(ofClasses.length()).isEqualTo(TinyBackbone.CLASSES);
        assertThat(ofPlanes.length()).isEqualTo(TinyBackbone.FEATURES);
        assertThat(ofPlanes.plain()).hasNumberOfRows(2);
        assertThat(ofPlanes.plain()[1]).containsExactly(ofMeans.plain()[1], within(1e-6f));
        assertThat(Arrays.equals(ofPlanes.plain()[0], ofPlanes.plain()[1])).isFalse();
    }

    @Test
    void theMirrorImagesFeaturesAreThoseOfTheMirroredPhoto() throws BackboneException {
        byte[] model = TinyBackbone.bytes(SIDE, "means");
        byte[] mirrored = photo(1);
        for (int row = 0; row < mirrored.length; row += SIDE) {
            for (int column = 0; column < SIDE; column++) {
                mirrored[row + column] = photo(1)[row + SIDE - 1 - column];
            }
        }
        FeatureSet one = features(model, "", BackboneInput.PLAIN, photo(1));
        FeatureSet other = features(model, "", BackboneInput.PLAIN, mirrored);
        assertThat(one.mirrored()[0]).containsExactly(other.plain()[0]);
        assertThat(one.plain()[0]).containsExactly(other.mirrored()[0]);
        assertThat(Arrays.equals(one.plain()[0], one.mirrored()[0])).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"NCHW, RGB", "NHWC, RGB", "NCHW, BGR", "NHWC, BGR"})
    void aBackboneSeesWhatItWasTaughtWith(Layout layout, Channels channels) throws BackboneException {
        var input = new BackboneInput(255, List.of(10.0, 20.0, 30.0), List.of(2.0, 4.0, 8.0), layout, channels);
        float[] seen = features(means(layout), "", input, photo(1)).plain()[0];
        for (int channel = 0; channel < 3; channel++) {
            int stored = channels == Channels.RGB ? channel : 2 - channel;
            double sum = 0;
            for (int i = 0; i < SIDE * SIDE; i++) {
                sum += Byte.toUnsignedInt(photo(1)[stored * SIDE * SIDE + i]);
            }
            double expected = (sum / SIDE / SIDE - input.mean().get(channel))
                    / input.std().get(channel);
            assertThat((double) seen[channel]).isCloseTo(expected, within(1e-4));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 12, 14, 17, 18, 21})
    void operatorsOfOtherOpsetsAreTaken(int opset) throws BackboneException {
        byte[] planes = withOpset(TinyBackbone.bytes(SIDE, "planes"), opset);
        byte[] means = TinyBackbone.bytes(SIDE, "means");
        assertThat(features(planes, "", BackboneInput.PLAIN, photo(1)).plain()[0])
                .containsExactly(
                        features(means, "", BackboneInput.PLAIN, photo(1)).plain()[0], within(1e-6f));
    }

    /** Of fields that are given twice, the last stands. */
    private static byte[] withOpset(byte[] model, int opset) {
        return Message.of(model)
                .message(8, new Message().text(1, "").number(2, opset))
                .toBytes();
    }

    @Test
    void whatIsNoModelIsRefused() {
        refused(new byte[0], "", "file was no ONNX model, nor Keras' .h5, but must be one");
        refused("a page of text, not a net".getBytes(java.nio.charset.StandardCharsets.UTF_8), "", "file was no ONNX");
        byte[] whole = TinyBackbone.bytes(SIDE, "means");
        refused(Arrays.copyOf(whole, whole.length / 2), "", "file was no ONNX model");
        refused(withOpset(whole, 9), "", "file had operators of opset 9 but must have those of opset 11 or newer");
    }

    @Test
    void anotherOutputThanThereIsIsRefusedWithWhatThereIs() {
        byte[] model = TinyBackbone.bytes(SIDE, "means");
        refused(model, "pool5", "output was pool5 but must be a value that the graph computes; its last are");
        refused(model, "pool5", "MatMul_4, means");
        refused(model, "pixels", "output was pixels but must be a value that the graph computes");
    }

    @Test
    void otherPhotosThanTheDatasetsAreRefused() {
        refused(
                TinyBackbone.bytes(SIDE + 4, "means"),
                "",
                "file had input pixels of shape n x 3 x 16 x 16 but must have one of n x 3 x 12 x 12: the photos' side");
        refused(means(Layout.NHWC), "", "of shape n x 12 x 12 x 3 but must have one of n x 3 x 12 x 12");
        var graph = new OnnxGraph();
        refused(model(pixels -> pixels, graph, 3), "", "of shape n x 3 but must have one of n x 3 x 12 x 12");
    }

    @Test
    void whatIsNoRowOfFeaturesIsRefused() {
        var graph = new OnnxGraph();
        byte[] tokens = model(
                pixels -> graph.node("Reshape", List.of(pixels, graph.wholes("tokens", 0, 3, -1))),
                graph,
                3,
                SIDE,
                SIDE);
        refused(tokens, "", "output was [2, 3, 144] for 2 photos but must be [2, features], or [2, features, height");
        var whole = new OnnxGraph();
        refused(
                model(pixels -> whole.node("Shape", List.of(pixels)), whole, 3, SIDE, SIDE),
                "Shape_0",
                "file was refused by ONNX Runtime");
    }

    @Test
    void featuresThatDependOnTheOtherPhotosAreRefused() {
        var graph = new OnnxGraph();
        byte[] model = model(
                pixels -> {
                    String means = graph.means(pixels, 2, 3);
                    String all = graph.node("ReduceMean", List.of(means), Attribute.wholes("axes", 0));
                    return graph.node("Sub", List.of(means, all));
                },
                graph,
                3,
                SIDE,
                SIDE);
        refused(model, "", "output was other features for a photo alone than among others");
    }

    @Test
    void aGraphOfTwoInputsIsRefused() {
        var graph = new OnnxGraph();
        graph.input("mask", 3, SIDE, SIDE);
        byte[] model =
                model(pixels -> graph.means(graph.node("Mul", List.of(pixels, "mask")), 2, 3), graph, 3, SIDE, SIDE);
        refused(model, "", "file had a graph of 2 inputs [mask, pixels] but must have one, the photos");
    }

    @Test
    void weightsInAnotherFileAndGraphsWithinNodesAreRefused() {
        var tensor = new Message().text(8, "w").bytes(13, new byte[0]);
        refused(around(List.of("pixels", "w"), new Message().text(1, "a"), tensor), "", "weights w in another file");
        var branch = new Message().text(1, "then_branch").message(6, new Message().text(2, "then"));
        refused(
                around(List.of("pixels"), branch, new Message().text(8, "w")),
                "",
                "file had node chooser (If) with a graph of its own but must have none up to the output");
    }

    /** A model of one node with this attribute, and of this tensor. */
    private static byte[] around(List<String> inputs, Message attribute, Message tensor) {
        var node = new Message();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, "out").text(3, "chooser").text(4, "If").message(5, attribute);
        var graph = new Message().message(1, node).message(5, tensor);
        graph.message(11, new Message().text(1, "pixels")).message(12, new Message().text(1, "out"));
        return new Message()
                .number(1, 8)
                .message(7, graph)
                .message(8, new Message().number(2, 13))
                .toBytes();
    }
}
