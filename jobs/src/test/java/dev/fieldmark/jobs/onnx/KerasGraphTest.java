package dev.fieldmark.jobs.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.backbone.BackboneException;
import dev.fieldmark.jobs.backbone.BackboneInput;
import dev.fieldmark.jobs.data.Sha256;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.factory.Nd4j;

/** What is expected of single layers is computed here, from Keras' definitions and not by DL4J. */
class KerasGraphTest {
    private static final int SIDE = 8;

    @TempDir
    Path folder;

    private final KerasDrawing net = new KerasDrawing();
    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("net.h5");
    }

    private byte[] translated(String output, int side) throws BackboneException, IOException {
        byte[] bytes = Files.readAllBytes(file);
        var backbone = new Backbone("net.h5", Sha256.hex(bytes), output, BackboneInput.PLAIN);
        return BackboneGraph.of(backbone, bytes, side);
    }

    private float[] answer(int side) throws BackboneException, IOException, OrtException {
        net.write(file);
        return answer(translated("", side), side);
    }

    private static float[] answer(byte[] model, int side) throws OrtException {
        long[] shape = {1, side, side, 3};
        try (var session = Sessions.load(model, 1);
                var photo =
                        OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(photo(side)), shape);
                var result =
                        session.run(Map.of(session.getInputNames().iterator().next(), photo))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
        }
    }

    /** Row after row, the three channels of a pixel together. */
    private static float[] photo(int side) {
        var random = new Random(2);
        float[] photo = new float[side * side * 3];
        for (int i = 0; i < photo.length; i++) {
            photo[i] = (float) random.nextGaussian();
        }
        return photo;
    }

    private void refused(String output, String problem) {
        assertThatThrownBy(() -> translated(output, SIDE))
                .isInstanceOf(BackboneException.class)
                .hasMessageContaining(problem);
    }

    /**
     * The sum over a window for each output channel, from pixels and kernels as Keras orders them.
     *
     * @param single whether each output channel sees one input channel alone
     */
    private float[] slid(
            String layer, float[] pixels, int side, int in, int out, int kernel, int stride, boolean single) {
        float[] weights = net.weights(layer, single ? "depthwise_kernel" : "kernel");
        float[] biases = net.weights(layer, "bias");
        int outSide = (side + stride - 1) / stride;
        int padded = Math.max(0, (outSide - 1) * stride + kernel - side);
        float[] sums = new float[outSide * outSide * out];
        for (int i = 0; i < sums.length; i++) {
            int channel = i % out;
            double sum = biases[channel];
            for (int row = 0; row < kernel; row++) {
                for (int column = 0; column < kernel; column++) {
                    int y = i / out / outSide * stride - padded / 2 + row;
                    int x = i / out % outSide * stride - padded / 2 + column;
                    boolean inside = y >= 0 && y < side && x >= 0 && x < side;
                    for (int from = 0; inside && from < in; from++) {
                        int place = (row * kernel + column) * in + from;
                        if (!single) {
                            sum += pixels[(y * side + x) * in + from] * weights[place * out + channel];
                        } else if (from == channel / (out / in)) {
                            sum += pixels[(y * side + x) * in + from]
                                    * weights[place * (out / in) + channel % (out / in)];
                        }
                    }
                }
            }
            sums[i] = (float) sum;
        }
        return sums;
    }

    @ParameterizedTest
    @CsvSource({"8, 3, 2", "9, 3, 2", "8, 5, 2", "9, 4, 3", "8, 1, 2"})
    void aConvolutionPadsAsKerasDoes(int side, int kernel, int stride)
            throws BackboneException, IOException, OrtException {
        net.convolution("conv", net.input(side), 3, 4, kernel, stride, "same");
        assertThat(answer(side))
                .containsExactly(slid("conv", photo(side), side, 3, 4, kernel, stride, false), within(1e-4f));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aDepthwiseConvolutionSeesEachPlaneAlone(int multiplier) throws BackboneException, IOException, OrtException {
        String planes = net.convolution("conv", net.input(SIDE), 3, 4, 1, 1, "same");
        net.depthwise("own_planes", planes, 4, 3, 2, "same", multiplier);
        float[] seen = slid("conv", photo(SIDE), SIDE, 3, 4, 1, 1, false);
        assertThat(answer(SIDE))
                .containsExactly(slid("own_planes", seen, SIDE, 4, 4 * multiplier, 3, 2, true), within(1e-4f));
    }

    @Test
    void normalisationAndReluAreThoseOfKeras() throws BackboneException, IOException, OrtException {
        net.relu6("relu", net.norm("bn", net.convolution("conv", net.input(SIDE), 3, 4, 3, 1, "same"), 4));
        float[] expected = slid("conv", photo(SIDE), SIDE, 3, 4, 3, 1, false);
        for (int i = 0; i < expected.length; i++) {
            double centred = expected[i] - net.weights("bn", "moving_mean")[i % 4];
            double unit = centred / Math.sqrt(net.weights("bn", "moving_variance")[i % 4] + 0.001);
            double norm = net.weights("bn", "gamma")[i % 4] * unit + net.weights("bn", "beta")[i % 4];
            expected[i] = (float) Math.min(6, Math.max(0, norm));
        }
        assertThat(answer(SIDE)).containsExactly(expected, within(1e-4f));
    }

    @Test
    void aDenseLayerSeesPlanesInKerasOrder() throws BackboneException, IOException, OrtException {
        net.dense("dense", net.flatten("flatten", net.convolution("conv", net.input(SIDE), 3, 4, 3, 2, "same")), 64, 5);
        float[] planes = slid("conv", photo(SIDE), SIDE, 3, 4, 3, 2, false);
        float[] expected = net.weights("dense", "bias").clone();
        for (int i = 0; i < planes.length * 5; i++) {
            expected[i % 5] += planes[i / 5] * net.weights("dense", "kernel")[i];
        }
        assertThat(answer(SIDE)).containsExactly(expected, within(1e-4f));
    }

    /** Of each kind of layer one, as MobileNet, ResNet, Inception and Xception have them. */
    private void drawAllKinds(int side) {
        String photos = net.layer(
                "ZeroPadding2D",
                "pad",
                "{'padding': [[0, 1], [2, 1]], 'data_format': 'channels_last'}",
                net.input(side));
        String first = net.relu6("relu", net.norm("bn", net.convolution("conv", photos, 3, 6, 3, 1, "valid"), 6));
        String separable = net.separable("separable", first, 6, 6, 3, 2);
        String sum = net.sum("add", first, separable, net.depthwise("own_planes", first, 6, 3, 1, "same", 1));
        String gated = net.layer(
                "Multiply", "multiply", "{}", first, net.layer("Activation", "gate", "{'activation': 'sigmoid'}", sum));
        String both = net.layer(
                "Concatenate",
                "concat",
                "{'axis': -1}",
                net.pool("MaxPooling2D", "max_pool", gated, 3, 2, "same"),
                net.pool("AveragePooling2D", "average_pool", first, 3, 2, "same"));
        String swish = net.layer("Activation", "swish", "{'activation': 'swish'}", both);
        String means = net.means("avg_pool", net.layer("LeakyReLU", "leaky", "{'alpha': 0.25}", swish));
        net.dense("dense", net.layer("Dropout", "dropout", "{'rate': 0.5}", means), 12, 4);
    }

    @ParameterizedTest
    @ValueSource(ints = {12, 15})
    void aWholeNetAnswersAsDl4jDoes(int side) throws BackboneException, IOException, OrtException {
        drawAllKinds(side);
        float[] answer = answer(side);
        var keras = new KerasFile(file);
        float[] expected = keras.read(keras.config(), new int[] {side, side, 3})
                .outputSingle(Nd4j.createFromArray(photo(side)).reshape(1, side, side, 3))
                .dup('c')
                .data()
                .asFloat();
        assertThat(answer).hasSize(4).containsExactly(expected, within(1e-4f));
    }

    @Test
    void anActivationLeavesWhatAnotherLayerSees() throws BackboneException, IOException, OrtException {
        String planes = net.convolution("conv", net.input(SIDE), 3, 4, 3, 1, "same");
        net.sum("add", planes, net.relu6("relu", planes));
        float[] expected = slid("conv", photo(SIDE), SIDE, 3, 4, 3, 1, false);
        for (int i = 0; i < expected.length; i++) {
            expected[i] += Math.min(6, Math.max(0, expected[i]));
        }
        assertThat(answer(SIDE)).containsExactly(expected, within(1e-4f));
    }

    @Test
    void anyLayerMayBeTheOutputAndWhatFollowsItMayBeUnknown() throws BackboneException, IOException, OrtException {
        String means = net.means("avg_pool", net.convolution("conv", net.input(SIDE), 3, 4, 3, 2, "same"));
        net.layer("Permute", "unknown_here", "{'dims': [1]}", net.dense("dense", means, 4, 2));
        net.write(file);
        float[] planes = slid("conv", photo(SIDE), SIDE, 3, 4, 3, 2, false);
        assertThat(answer(translated("conv", SIDE), SIDE)).containsExactly(planes, within(1e-4f));
        assertThat(answer(translated("avg_pool", SIDE), SIDE)).hasSize(4);
        refused("unknown_here", "file had layer unknown_here of kind Permute but must have none before the output but");
        refused("pool5", "output was pool5 but must be a layer of the net; its last are photos, conv, avg_pool, dense");
    }

    @Test
    void planesInARowAreNoOutput() {
        net.flatten("flatten", net.convolution("conv", net.input(SIDE), 3, 4, 3, 2, "same"));
        net.write(file);
        refused("", "output was flatten, which only lays planes in a row, but must be a layer before it or behind it");
    }

    @Test
    void aNetOfAnySizeTakesTheDatasets() throws BackboneException, IOException, OrtException {
        net.convolution("conv", net.input(0), 3, 4, 3, 2, "same");
        assertThat(answer(11)).containsExactly(slid("conv", photo(11), 11, 3, 4, 3, 2, false), within(1e-4f));
    }

    @Test
    void aSequentialNetIsRead() throws BackboneException, IOException, OrtException {
        net.means("avg_pool", net.convolution("conv", net.input(SIDE), 3, 4, 3, 2, "same"));
        float[] functional = answer(SIDE);
        net.writeSequential(file);
        assertThat(answer(translated("", SIDE), SIDE)).containsExactly(functional);
    }

    @Test
    void whatIsNoWholeNetOfKeras2IsRefused() throws IOException {
        net.means("avg_pool", net.convolution("conv", net.input(SIDE), 3, 4, 3, 2, "same"));
        net.writeWeightsAlone(file);
        refused("", "file was HDF5 without model_config but must have the whole net, not its weights alone");
        net.version("3.5.0").write(file);
        refused("", "file was saved by Keras 3.5.0 but must be by Keras 2");
        net.version("2.15.0").write(file);
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length / 2));
        refused("", "file was HDF5 but must be a net that Keras saved");
    }

    @Test
    void whatDl4jReadsOtherwiseThanKerasIsRefused() {
        String photos = net.input(SIDE);
        net.layer("GlobalAveragePooling2D", "pool", "{'data_format': 'channels_last', 'keepdims': true}", photos);
        net.layer("GlobalAveragePooling2D", "first", "{'data_format': 'channels_first'}", photos);
        net.layer("Conv2D", "grouped", "{'groups': 3}", photos);
        net.write(file);
        refused("pool", "file had layer pool with keepdims true but must have false: convert it with tf2onnx");
        refused("first", "file had layer first with data_format channels_first but must have channels_last");
        refused("grouped", "file had layer grouped with groups 3 but must have 1");
    }

    @Test
    void aLayerThatIsUsedTwiceIsRefused() {
        String photos = net.input(SIDE);
        net.convolution("conv", photos, 3, 3, 3, 1, "same");
        net.callAgain("conv");
        net.write(file);
        refused("", "file had layer conv that is used 2 times but must have each used once");
    }
}
