package dev.fieldmark.jobs.onnx;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fieldmark.jobs.backbone.BackboneException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A layer as Keras 2 describes it.
 *
 * @param kind its class in Keras
 * @param settings its own
 * @param calls the layers that it takes in, of each time that it is used
 */
record KerasLayer(String name, String kind, JsonNode settings, List<List<String>> calls) {
    static final String INPUT = "InputLayer";

    private static final Set<String> KINDS = new LinkedHashSet<>(List.of(
            INPUT,
            "Conv2D",
            "DepthwiseConv2D",
            "SeparableConv2D",
            "Dense",
            "BatchNormalization",
            "Activation",
            "ReLU",
            "LeakyReLU",
            "MaxPooling2D",
            "AveragePooling2D",
            "GlobalMaxPooling2D",
            "GlobalAveragePooling2D",
            "ZeroPadding2D",
            "Flatten",
            "Add",
            "Multiply",
            "Concatenate",
            "Dropout",
            "SpatialDropout2D"));

    static KerasLayer read(JsonNode layer) {
        JsonNode settings = layer.path("config");
        List<List<String>> calls = new ArrayList<>();
        for (JsonNode call : layer.path("inbound_nodes")) {
            List<String> from = new ArrayList<>();
            call.forEach(tensor -> from.add(tensor.path(0).asText()));
            calls.add(from);
        }
        return new KerasLayer(
                settings.path("name").asText(), layer.path("class_name").asText(), settings, calls);
    }

    /** All that it takes in, however often it is used. */
    List<String> inputs() {
        return calls.stream().flatMap(List::stream).toList();
    }

    /** @throws BackboneException where DL4J reads it otherwise than Keras does, or not at all */
    void requireTakeable() throws BackboneException {
        if (!KINDS.contains(kind)) {
            throw refused("of kind " + kind, "none before the output but " + String.join(", ", KINDS));
        }
        if (calls.size() != 1 && !kind.equals(INPUT)) {
            throw refused("that is used " + calls.size() + " times", "each used once");
        }
        require("data_format", "channels_last");
        require("groups", "1");
        require("keepdims", "false");
    }

    private void require(String setting, String only) throws BackboneException {
        String found = settings.path(setting).asText(only);
        if (!found.equals(only)) {
            throw refused("with " + setting + " " + found, only);
        }
    }

    private BackboneException refused(String found, String rule) {
        return new BackboneException(
                "file had layer " + name + " " + found + " but must have " + rule + ": convert it with tf2onnx");
    }
}
