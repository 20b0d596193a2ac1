package dev.fieldmark.jobs.onnx;

import static org.bytedeco.hdf5.global.hdf5.H5F_ACC_TRUNC;
import static org.bytedeco.hdf5.global.hdf5.H5T_VARIABLE;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.bytedeco.hdf5.DataSpace;
import org.bytedeco.hdf5.DataType;
import org.bytedeco.hdf5.Group;
import org.bytedeco.hdf5.H5File;
import org.bytedeco.hdf5.PredType;
import org.bytedeco.hdf5.StrType;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.PointerScope;

/**
 * Nets as tf.keras 2 saves them, with drawn weights: each method adds a layer that takes what others give, and gives its
 * name back.
 */
public final class KerasDrawing {
    private static final JsonMapper JSON = new JsonMapper();

    private final ObjectNode net = JSON.createObjectNode().put("name", "model");
    private final Map<String, Map<String, Weights>> weights = new LinkedHashMap<>();
    private final Random random = new Random(5);
    private String version = "2.11.0";
    private String last = "";

    /** @param values in the order in which Keras has them */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Weights(float[] values, long... shape) {}

    KerasDrawing() {
        net.putArray("layers");
    }

    /** A backbone whose only output is a row of eight features. */
    public static void write(Path file, int sidePixels) {
        var net = new KerasDrawing();
        String photos = net.input(sidePixels);
        String planes = net.relu6("relu", net.norm("bn", net.convolution("conv", photos, 3, 8, 3, 2, "same"), 8));
        String own = net.depthwise("own_planes", planes, 8, 3, 1, "same", 1);
        net.means("avg_pool", net.sum("add", planes, own));
        net.write(file);
    }

    /** @param sidePixels 0 for any */
    String input(int sidePixels) {
        String side = sidePixels == 0 ? "null" : String.valueOf(sidePixels);
        return layer("InputLayer", "photos", "{'batch_input_shape': [null, %s, %s, 3]}".formatted(side, side));
    }

    String convolution(String name, String from, int in, int out, int kernel, int stride, String padding) {
        weights(name, "kernel", kernel, kernel, in, out);
        weights(name, "bias", out);
        return layer(
                "Conv2D",
                name,
                ("{'filters': %d, 'kernel_size': [%d, %d], 'strides': [%d, %d], 'padding': '%s', 'activation': 'linear',"
                                + " 'data_format': 'channels_last', 'dilation_rate': [1, 1], 'groups': 1, 'use_bias': true}")
                        .formatted(out, kernel, kernel, stride, stride, padding),
                from);
    }

    String depthwise(String name, String from, int in, int kernel, int stride, String padding, int multiplier) {
        weights(name, "depthwise_kernel", kernel, kernel, in, multiplier);
        weights(name, "bias", (long) in * multiplier);
        return layer("DepthwiseConv2D", name, sliding(kernel, stride, padding, multiplier), from);
    }

    String separable(String name, String from, int in, int out, int kernel, int multiplier) {
        weights(name, "depthwise_kernel", kernel, kernel, in, multiplier);
        weights(name, "pointwise_kernel", 1, 1, (long) in * multiplier, out);
        weights(name, "bias", out);
        String settings = sliding(kernel, 1, "same", multiplier).replace("{", "{'filters': " + out + ", ");
        return layer("SeparableConv2D", name, settings, from);
    }

    private static String sliding(int kernel, int stride, String padding, int multiplier) {
        return ("{'kernel_size': [%d, %d], 'strides': [%d, %d], 'padding': '%s', 'depth_multiplier': %d,"
                        + " 'activation': 'linear', 'data_format': 'channels_last', 'dilation_rate': [1, 1], 'use_bias': true}")
                .formatted(kernel, kernel, stride, stride, padding, multiplier);
    }

    String norm(String name, String from, int channels) {
        weights(name, "gamma", channels);
        weights(name, "beta", channels);
        weights(name, "moving_mean", channels);
        float[] variances = weights(name, "moving_variance", channels).values();
        for (int i = 0; i < channels; i++) {
            variances[i] = Math.abs(variances[i]) + 0.1f;
        }
        return layer(
                "BatchNormalization",
                name,
                "{'axis': [3], 'momentum': 0.99, 'epsilon': 0.001, 'center': true, 'scale': true}",
                from);
    }

    String dense(String name, String from, int in, int out) {
        weights(name, "kernel", in, out);
        weights(name, "bias", out);
        return layer("Dense", name, "{'units': %d, 'activation': 'linear', 'use_bias': true}".formatted(out), from);
    }

    String relu6(String name, String from) {
        return layer("ReLU", name, "{'max_value': 6.0, 'negative_slope': 0.0, 'threshold': 0.0}", from);
    }

    String pool(String kind, String name, String from, int size, int stride, String padding) {
        String settings =
                "{'pool_size': [%d, %d], 'strides': [%d, %d], 'padding': '%s', 'data_format': 'channels_last'}";
        return layer(kind, name, settings.formatted(size, size, stride, stride, padding), from);
    }

    String means(String name, String from) {
        return layer("GlobalAveragePooling2D", name, "{'data_format': 'channels_last', 'keepdims': false}", from);
    }

    String flatten(String name, String from) {
        return layer("Flatten", name, "{'data_format': 'channels_last'}", from);
    }

    String sum(String name, String... from) {
        return layer("Add", name, "{}", from);
    }

    /** @param settings JSON with single quotes, without the name */
    String layer(String kind, String name, String settings, String... from) {
        ObjectNode layer =
                net.withArray("layers").addObject().put("class_name", kind).put("name", name);
        ObjectNode config = json(settings).put("name", name);
        for (String weight : weights.getOrDefault(name, Map.of()).keySet()) {
            config.set(weight.replaceFirst("_kernel|$", "_initializer"), json("{'class_name': 'Zeros', 'config': {}}"));
        }
        layer.set("config", config);
        var calls = layer.putArray("inbound_nodes");
        if (from.length > 0) {
            var call = calls.addArray();
            for (String before : from) {
                call.addArray().add(before).add(0).add(0).addObject();
            }
        }
        last = name;
        return name;
    }

    /** One more call of the last layer. */
    void callAgain(String from) {
        var layers = net.withArray("layers");
        var calls = ((ObjectNode) layers.get(layers.size() - 1)).withArray("inbound_nodes");
        calls.addArray().addArray().add(from).add(0).add(0).addObject();
    }

    private static ObjectNode json(String settings) {
        try {
            return JSON.readValue(settings.replace('\'', '"'), ObjectNode.class);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    Weights weights(String layer, String name, long... shape) {
        int length = 1;
        for (long size : shape) {
            length *= Math.toIntExact(size);
        }
        float[] values = new float[length];
        for (int i = 0; i < length; i++) {
            values[i] = (float) random.nextGaussian() / 2;
        }
        var drawn = new Weights(values, shape);
        weights.computeIfAbsent(layer, added -> new LinkedHashMap<>()).put(name, drawn);
        return drawn;
    }

    float[] weights(String layer, String name) {
        return Objects.requireNonNull(weights.getOrDefault(layer, Map.of()).get(name))
                .values();
    }

    KerasDrawing version(String keras) {
        version = keras;
        return this;
    }

    /** The last layer is the output. */
    void write(Path file) {
        net.putArray("input_layers").addArray().add("photos").add(0).add(0);
        net.putArray("output_layers").addArray().add(last).add(0).add(0);
        write(file, "Functional", net);
    }

    /** The same of a chain of layers, without its input layer, as Keras' Sequential is written. */
    void writeSequential(Path file) {
        ObjectNode chain = net.deepCopy();
        var layers = chain.withArray("layers");
        var shape = layers.get(0).path("config").path("batch_input_shape");
        layers.remove(0);
        layers.forEach(layer -> ((ObjectNode) layer).remove(List.of("inbound_nodes", "name")));
        ((ObjectNode) layers.get(0).path("config")).set("batch_input_shape", shape);
        write(file, "Sequential", chain);
    }

    /** As {@code save_weights} writes it. */
    void writeWeightsAlone(Path file) {
        write(file, "", net);
    }

    private void write(Path path, String kind, ObjectNode config) {
        try (var scope = new PointerScope()) { // the file is whole when all that was opened is closed
            var file = new H5File(path.toString(), H5F_ACC_TRUNC());
            text(file, "keras_version", version);
            text(file, "backend", "tensorflow");
            if (!kind.isEmpty()) {
                ObjectNode model = JSON.createObjectNode().put("class_name", kind);
                text(file, "model_config", model.set("config", config).toString());
            }
            Group root = file.createGroup("model_weights");
            for (var layer : config.path("layers")) {
                String name = layer.path("config").path("name").asText();
                write(root.createGroup(name), name, weights.getOrDefault(name, Map.of()));
            }
        }
    }

    private static void write(Group group, String layer, Map<String, Weights> weights) {
        names(
                group,
                weights.keySet().stream().map(name -> layer + "/" + name + ":0").toList());
        if (weights.isEmpty()) {
            return;
        }
        Group inner = group.createGroup(layer);
        weights.forEach((name, values) -> inner.createDataSet(
                        name + ":0", floats(), new DataSpace(values.shape().length, values.shape()))
                .write(new FloatPointer(values.values()), floats()));
    }

    private static DataType floats() {
        return new DataType(PredType.NATIVE_FLOAT());
    }

    /** A text of any length, as h5py writes bytes. */
    private static void text(H5File file, String name, String value) {
        var type = new StrType(PredType.C_S1(), H5T_VARIABLE());
        file.createAttribute(name, type, new DataSpace()).write(type, value);
    }

    /** A row of texts of one length, as h5py writes NumPy's; of none, a row of no numbers. */
    private static void names(Group group, List<String> names) {
        long[] count = {names.size()};
        if (names.isEmpty()) {
            group.createAttribute("weight_names", new DataType(PredType.NATIVE_DOUBLE()), new DataSpace(1, count));
            return;
        }
        int length = names.stream().mapToInt(String::length).max().orElseThrow();
        byte[] bytes = new byte[length * names.size()];
        for (int i = 0; i < names.size(); i++) {
            byte[] name = names.get(i).getBytes(StandardCharsets.UTF_8);
            System.arraycopy(name, 0, bytes, i * length, name.length);
        }
        var type = new StrType(PredType.C_S1(), length);
        group.createAttribute("weight_names", type, new DataSpace(1, count)).write(type, new BytePointer(bytes));
    }
}
