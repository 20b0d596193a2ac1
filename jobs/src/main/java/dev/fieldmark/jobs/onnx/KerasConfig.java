package dev.fieldmark.jobs.onnx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fieldmark.jobs.backbone.BackboneException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a Keras 2 file says of its net, in its attribute {@code model_config}: of a functional model its layers, and where
 * each takes its input from. A sequential one is made functional, for DL4J reads the two in different ways.
 */
final class KerasConfig {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SHAPE = "batch_input_shape";
    private static final int LAST_LAYERS = 5;

    private final ObjectNode model;
    private final ObjectNode net;
    private final Map<String, KerasLayer> layers = new LinkedHashMap<>();

    private KerasConfig(ObjectNode model, ObjectNode net) {
        this.model = model;
        this.net = net;
        for (JsonNode layer : net.path("layers")) {
            KerasLayer read = KerasLayer.read(layer);
            layers.put(read.name(), read);
        }
    }

    /** @throws BackboneException where it describes no net of one picture in */
    static KerasConfig read(String json) throws BackboneException {
        JsonNode tree;
        try {
            tree = JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new BackboneException("file had a model_config that was no JSON: " + e.getOriginalMessage(), e);
        }
        String kind = tree.path("class_name").asText();
        if (!(tree instanceof ObjectNode model)
                || !Set.of("Functional", "Model", "Sequential").contains(kind)) {
            throw new BackboneException("file had a net of class " + kind
                    + " but must have one of class Functional, Model or Sequential: convert it with tf2onnx");
        }
        ObjectNode net = kind.equals("Sequential") ? functional(model.path("config")) : model.withObject("/config");
        model.put("class_name", "Functional").set("config", net);
        var config = new KerasConfig(model, net);
        config.requirePicture();
        return config;
    }

    /** Each layer takes what the one before gives. */
    private static ObjectNode functional(JsonNode sequential) {
        ObjectNode net = JSON.createObjectNode().put("name", "sequential");
        ArrayNode chain = net.putArray("layers");
        JsonNode layers = sequential.isArray() ? sequential : sequential.path("layers");
        if (!layers.path(0).path("class_name").asText().equals(KerasLayer.INPUT)) {
            chain.add(inputOf(layers.path(0)));
        }
        layers.forEach(chain::add);
        String before = "";
        for (JsonNode layer : chain) {
            String name = layer.path("config").path("name").asText();
            ArrayNode calls = ((ObjectNode) layer).put("name", name).putArray("inbound_nodes");
            tensor(
                    before.isEmpty() ? net.putArray("input_layers") : calls.addArray(),
                    before.isEmpty() ? name : before);
            before = name;
        }
        tensor(net.putArray("output_layers"), before);
        return net;
    }

    private static ObjectNode inputOf(JsonNode first) {
        ObjectNode input = JSON.createObjectNode().put("class_name", KerasLayer.INPUT);
        input.putObject("config")
                .put("name", "input")
                .set(SHAPE, first.path("config").path(SHAPE));
        return input;
    }

    private static void tensor(ArrayNode tensors, String layer) {
        tensors.addArray().add(layer).add(0).add(0);
    }

    private void requirePicture() throws BackboneException {
        int inputs = net.path("input_layers").size();
        if (inputs != 1) {
            throw new BackboneException("file had a net of " + inputs + " inputs but must have one of one, the photos");
        }
        JsonNode shape = inputSettings().path(SHAPE);
        if (shape.size() != 4) {
            throw new BackboneException("file had input " + input() + " with " + SHAPE + " " + shape
                    + " but must have one of photos, [null, side, side, 3]");
        }
    }

    String input() {
        return net.path("input_layers").path(0).path(0).asText();
    }

    private JsonNode inputSettings() {
        KerasLayer input = layers.get(input());
        return input == null ? net.missingNode() : input.settings();
    }

    /**
     * The wanted layer, or the net's only output where none is named.
     *
     * @throws BackboneException where there is no such layer, or DL4J reads none that ends with it
     */
    String output(String wanted) throws BackboneException {
        String output = named(wanted);
        KerasLayer layer = layers.get(output);
        if (layer != null && layer.kind().equals("Flatten")) {
            throw new BackboneException(
                    "output was " + output + ", which only lays planes in a row, but must be a layer"
                            + " before it or behind it: of planes the means are taken");
        }
        return output;
    }

    private String named(String wanted) throws BackboneException {
        if (wanted.isEmpty()) {
            List<String> outputs = net.path("output_layers")
                    .valueStream()
                    .map(end -> end.path(0).asText())
                    .toList();
            if (outputs.size() != 1) {
                throw new BackboneException(
                        "output was left out but must be one of the net's outputs, " + String.join(", ", outputs));
            }
            return outputs.get(0);
        }
        if (!layers.containsKey(wanted)) {
            List<String> names = List.copyOf(layers.keySet());
            throw new BackboneException("output was " + wanted + " but must be a layer of the net; its last are "
                    + String.join(", ", names.subList(Math.max(0, names.size() - LAST_LAYERS), names.size())));
        }
        return wanted;
    }

    /**
     * Drops what the output does not follow from; gives the names of those layers.
     *
     * @throws BackboneException where a layer that it follows from can't be taken
     */
    Set<String> cutTo(String output) throws BackboneException {
        Set<String> needed = needed(output);
        Set<String> dropped = new LinkedHashSet<>(layers.keySet());
        dropped.removeAll(needed);
        ArrayNode kept = JSON.createArrayNode();
        for (JsonNode layer : net.path("layers")) {
            if (needed.contains(KerasLayer.read(layer).name())) {
                kept.add(layer);
            }
        }
        net.set("layers", kept);
        tensor(net.putArray("output_layers"), output);
        return dropped;
    }

    private Set<String> needed(String output) throws BackboneException {
        Set<String> needed = new HashSet<>(Set.of(output));
        Deque<String> left = new ArrayDeque<>(needed);
        while (!left.isEmpty()) {
            String name = left.pop();
            KerasLayer layer = layers.get(name);
            if (layer == null) {
                throw new BackboneException(
                        "file had no layer " + name + " but must have one: others take what it gives");
            }
            layer.requireTakeable();
            layer.inputs().stream().filter(needed::add).forEach(left::push);
        }
        return needed;
    }

    /** Height, width and channels of the input, pixels; where the net takes any, {@code sidePixels}. */
    int[] shape(int sidePixels) {
        JsonNode shape = inputSettings().path(SHAPE);
        return new int[] {
            shape.path(1).asInt(sidePixels),
            shape.path(2).asInt(sidePixels),
            shape.path(3).asInt()
        };
    }

    /** The JSON that DL4J reads, the input being of this shape. */
    String json(int[] shape) {
        ArrayNode whole = ((ObjectNode) inputSettings()).putArray(SHAPE).addNull();
        for (int size : shape) {
            whole.add(size);
        }
        return model.put("keras_version", "2").put("backend", "tensorflow").toString();
    }
}
