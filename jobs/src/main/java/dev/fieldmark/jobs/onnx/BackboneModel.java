package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.backbone.BackboneException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A user's ONNX model, read as far as it must be known to take a part of its graph into another: from its one input to the
 * value that is wanted. What can't be taken is refused by name. Field numbers are those of {@code onnx.proto}.
 */
final class BackboneModel {
    private static final String PREFIX = "backbone/";
    private static final int LAST_VALUES = 5;

    private final Map<String, Long> opsets = new TreeMap<>();
    private final List<ForeignNode> nodes = new ArrayList<>();
    private final Map<String, ForeignTensor> tensors = new LinkedHashMap<>();
    private final Map<String, ForeignInput> inputs = new LinkedHashMap<>();
    private final List<String> outputs = new ArrayList<>();
    private long irVersion;

    private BackboneModel() {}

    /**
     * Reads a model.
     *
     * @throws BackboneException where it is none, or no graph that can be joined with another
     */
    static BackboneModel read(byte[] bytes) throws BackboneException {
        var model = new BackboneModel();
        try {
            model.readModel(ByteBuffer.wrap(bytes));
        } catch (RuntimeException e) { // whatever a reader of broken bytes stumbles over
            throw new BackboneException("file was no ONNX model, nor Keras' .h5, but must be one: " + e, e);
        }
        if (model.nodes.isEmpty()) {
            throw new BackboneException(
                    "file was no ONNX model, nor Keras' .h5, but must be one: it has no graph with nodes");
        }
        model.requireOpset();
        return model;
    }

    private void readModel(ByteBuffer model) {
        var reader = new MessageReader(model);
        while (reader.next()) {
            switch (reader.field()) {
                case 1 -> irVersion = reader.number();
                case 7 -> readGraph(reader.bytes());
                case 8 -> readOpset(reader.bytes());
                default -> reader.skip();
            }
        }
    }

    private void readOpset(ByteBuffer opset) {
        var reader = new MessageReader(opset);
        String domain = "";
        long version = 0;
        while (reader.next()) {
            switch (reader.field()) {
                case 1 -> domain = reader.text();
                case 2 -> version = reader.number();
                default -> reader.skip();
            }
        }
        opsets.put(domain.equals("ai.onnx") ? "" : domain, version);
    }

    private void readGraph(ByteBuffer graph) {
        var reader = new MessageReader(graph);
        while (reader.next()) {
            switch (reader.field()) {
                case 1 -> nodes.add(ForeignNode.read(reader.bytes()));
                case 5 -> {
                    ForeignTensor tensor = ForeignTensor.read(reader.bytes());
                    tensors.put(tensor.name(), tensor);
                }
                case 11 -> {
                    ForeignInput input = ForeignInput.read(reader.bytes());
                    inputs.put(input.name(), input);
                }
                case 12 -> outputs.add(ForeignInput.read(reader.bytes()).name());
                default -> reader.skip();
            }
        }
        inputs.keySet().removeAll(tensors.keySet()); // weights were listed among the inputs once
    }

    private void requireOpset() throws BackboneException {
        if (opset() < OnnxGraph.OLDEST_OPSET) {
            throw new BackboneException("file had operators of opset " + opset() + " but must have those of opset "
                    + OnnxGraph.OLDEST_OPSET + " or newer: convert it with onnx.version_converter");
        }
    }

    long irVersion() {
        return irVersion;
    }

    /** Of ONNX's own operators; 0 where there is none. */
    long opset() {
        return opsets.getOrDefault("", 0L);
    }

    /** Of others' operators. */
    Map<String, Long> otherOpsets() {
        return opsets.entrySet().stream()
                .filter(opset -> !opset.getKey().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** The wanted value, or the graph's only output where none is named. */
    String output(String wanted) throws BackboneException {
        if (!wanted.isEmpty()) {
            return wanted;
        }
        if (outputs.size() != 1) {
            throw new BackboneException(
                    "output was left out but must be one of the graph's outputs, " + String.join(", ", outputs));
        }
        return outputs.get(0);
    }

    /**
     * The part of the graph that this value needs.
     *
     * @throws BackboneException where there is no such value, or the part can't be taken
     */
    Part part(String output) throws BackboneException {
        Map<String, ForeignNode> makers = makers();
        if (!makers.containsKey(output)) {
            throw new BackboneException("output was " + output
                    + " but must be a value that the graph computes; its last are " + String.join(", ", lastValues()));
        }
        Set<String> needed = needed(output, makers);
        List<ForeignNode> own = nodes.stream()
                .filter(node -> node.outputs().stream().anyMatch(needed::contains))
                .toList();
        for (ForeignNode node : own) {
            node.requireNoGraph();
        }
        List<ForeignTensor> weights = tensors.values().stream()
                .filter(tensor -> needed.contains(tensor.name()))
                .toList();
        for (ForeignTensor tensor : weights) {
            tensor.requireInside();
        }
        List<ForeignInput> taken = inputs.values().stream()
                .filter(input -> needed.contains(input.name()))
                .toList();
        if (taken.size() != 1) {
            throw new BackboneException("file had a graph of " + taken.size() + " inputs "
                    + taken.stream().map(ForeignInput::name).toList() + " but must have one, the photos");
        }
        return new Part(taken.get(0), output, own, weights);
    }

    /** The node of each value. */
    private Map<String, ForeignNode> makers() {
        Map<String, ForeignNode> makers = new HashMap<>();
        nodes.forEach(node -> node.outputs().forEach(value -> makers.put(value, node)));
        makers.remove("");
        return makers;
    }

    private List<String> lastValues() {
        return nodes.subList(Math.max(0, nodes.size() - LAST_VALUES), nodes.size()).stream()
                .flatMap(node -> node.outputs().stream())
                .toList();
    }

    /** Names of all values from which this one follows, itself among them. */
    private static Set<String> needed(String output, Map<String, ForeignNode> makers) {
        Set<String> needed = new HashSet<>(Set.of(output));
        Deque<String> left = new ArrayDeque<>(needed);
        while (!left.isEmpty()) {
            ForeignNode maker = makers.get(left.pop());
            if (maker != null) {
                maker.inputs().stream().filter(needed::add).forEach(left::push);
            }
        }
        return needed;
    }

    /**
     * A part of the graph.
     *
     * @param input its only one
     * @param nodes in the order they run
     * @param tensors its weights
     */
    record Part(ForeignInput input, String output, List<ForeignNode> nodes, List<ForeignTensor> tensors) {
        /** Adds it to a graph, all its names behind a prefix; gives the name of its output. */
        String addTo(OnnxGraph graph, String photos) {
            tensors.forEach(tensor -> graph.foreignTensor(tensor.renamed(PREFIX + tensor.name())));
            nodes.forEach(node ->
                    graph.foreignNode(node.renamed(name -> name.equals(input.name()) ? photos : PREFIX + name)));
            return PREFIX + output;
        }
    }
}
