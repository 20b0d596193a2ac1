package dev.fieldmark.jobs.onnx;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * An ONNX graph under construction: nodes are added in the order they run. What was added before is not added again: a
 * node of the same operator, inputs and attributes, or a constant of the same content, is the one that is there. Field
 * numbers are those of {@code onnx.proto} (IR version 8 or newer), operators those of opset 13, or of another from
 * {@value #OLDEST_OPSET} on where a graph is joined that needs it: where they differ, {@link #means}, {@link #largest} and
 * {@link #halves} have the form of each.
 */
final class OnnxGraph {
    /** From which on all operators that are used here mean the same, or have a form of their own. */
    static final int OLDEST_OPSET = 11;

    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;
    /** Axes became an input, and what Split gives is told to it. */
    private static final int OPSET_OF_AXES_AS_INPUT = 18;

    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int BOOL = 9;

    private static final String PRODUCER = "fieldmark";

    private final Message graph = new Message().text(2, PRODUCER);
    private final Map<Operation, List<String>> operations = new HashMap<>();
    private final Map<Constant, String> constants = new HashMap<>();
    private final Set<String> constantNames = new HashSet<>();
    private final long irVersion;
    private final long opset;
    private final Map<String, Long> otherOpsets;
    private int nodes;

    OnnxGraph() {
        this(IR_VERSION, OPSET, Map.of());
    }

    private OnnxGraph(long irVersion, long opset, Map<String, Long> otherOpsets) {
        this.irVersion = irVersion;
        this.opset = opset;
        this.otherOpsets = otherOpsets;
    }

    /** One that this backbone's nodes can be added to. */
    static OnnxGraph taking(BackboneModel backbone) {
        return new OnnxGraph(Math.max(IR_VERSION, backbone.irVersion()), backbone.opset(), backbone.otherOpsets());
    }

    /** An attribute of a node, in wire format. */
    record Attribute(ByteBuffer message) {
        static Attribute real(String name, double value) {
            return of(new Message().text(1, name).real(2, (float) value).number(20, 1));
        }

        static Attribute whole(String name, int value) {
            return of(new Message().text(1, name).number(3, value).number(20, 2));
        }

        static Attribute text(String name, String value) {
            return of(new Message().text(1, name).text(4, value).number(20, 3));
        }

        static Attribute wholes(String name, int... values) {
            var message = new Message().text(1, name);
            for (int value : values) {
                message.number(8, value);
            }
            return of(message.number(20, 7));
        }

        private static Attribute of(Message message) {
            return new Attribute(ByteBuffer.wrap(message.toBytes()));
        }
    }

    private record Operation(String operator, int outputs, List<String> inputs, List<Attribute> attributes) {}

    private record Constant(int type, List<Long> shape, ByteBuffer raw) {}

    /** The graph's input: floats of shape [n, dimensions...]. */
    void input(String name, int... dimensions) {
        graph.message(11, value(name, dimensions));
    }

    /** The graph's output: floats of shape [n, dimensions...], what the value of this name holds. */
    void output(String name, String value, int... dimensions) {
        add("Identity", List.of(name), List.of(value));
        graph.message(12, value(name, dimensions));
    }

    /** The same of whatever shape. */
    void outputOfAnyShape(String name, String value) {
        add("Identity", List.of(name), List.of(value));
        var tensor = new Message().message(1, new Message().number(1, FLOAT));
        graph.message(12, new Message().text(1, name).message(2, tensor));
    }

    /** Adds a node as it is, in wire format: of another graph, with names that none has here. */
    void foreignNode(Message node) {
        graph.message(1, node);
    }

    /** Adds a tensor as it is, likewise. */
    void foreignTensor(Message tensor) {
        graph.message(5, tensor);
    }

    /** The mean over these axes, which are dropped. */
    String means(String value, int... axes) {
        return reduced("ReduceMean", value, axes);
    }

    /** The largest over these axes, which are dropped. */
    String largest(String value, int... axes) {
        return reduced("ReduceMax", value, axes);
    }

    private String reduced(String operator, String value, int... axes) {
        var dropped = Attribute.whole("keepdims", 0);
        if (opset < OPSET_OF_AXES_AS_INPUT) {
            return node(operator, List.of(value), Attribute.wholes("axes", axes), dropped);
        }
        String places = wholes("axes", IntStream.of(axes).asLongStream().toArray());
        return node(operator, List.of(value, places), dropped);
    }

    /** Both halves of the rows. */
    List<String> halves(String value) {
        var axis = Attribute.whole("axis", 0);
        return opset < OPSET_OF_AXES_AS_INPUT
                ? nodes("Split", 2, List.of(value), axis)
                : nodes("Split", 2, List.of(value), axis, Attribute.whole("num_outputs", 2));
    }

    /** The graph's input: floats of shape [n, channels, height, width], height and width being any. */
    void anySizeInput(String name, int channels) {
        graph.message(11, value(name, anySize(channels)));
    }

    /** The graph's output, likewise. */
    void anySizeOutput(String name, String value, int channels) {
        add("Identity", List.of(name), List.of(value));
        graph.message(12, value(name, anySize(channels)));
    }

    private static Message anySize(int channels) {
        return new Message()
                .message(1, new Message().text(2, "n"))
                .message(1, new Message().number(1, channels))
                .message(1, new Message().text(2, "height"))
                .message(1, new Message().text(2, "width"));
    }

    /** Adds a node; gives the name of its only output. */
    String node(String operator, List<String> inputs, Attribute... attributes) {
        return nodes(operator, 1, inputs, attributes).get(0);
    }

    /** Adds a node with this many outputs; gives their names. */
    List<String> nodes(String operator, int outputs, List<String> inputs, Attribute... attributes) {
        var operation = new Operation(operator, outputs, List.copyOf(inputs), List.of(attributes));
        return operations.computeIfAbsent(operation, added -> {
            List<String> names = IntStream.range(0, outputs)
                    .mapToObj(i -> operator + "_" + nodes + (i == 0 ? "" : "_" + i))
                    .toList();
            add(operator, names, inputs, attributes);
            return names;
        });
    }

    /** Adds a constant of whole numbers in a row, as shapes and indices are given; gives its name. */
    String wholes(String name, long... values) {
        var raw = ByteBuffer.allocate(values.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return constant(name, INT64, raw, values.length);
    }

    /** Adds a constant of truth values; gives its name. */
    String truths(String name, boolean[] values, long... shape) {
        var raw = ByteBuffer.allocate(values.length);
        for (int i = 0; i < values.length; i++) {
            raw.put(i, (byte) (values[i] ? 1 : 0));
        }
        return constant(name, BOOL, raw, shape);
    }

    /** Adds a constant; gives its name. */
    String constant(String name, float[] values, long... shape) {
        var raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        return constant(name, FLOAT, raw, shape);
    }

    /** Adds a constant of one number, which goes with every shape. */
    String constant(String name, double value) {
        return constant(name, new float[] {(float) value});
    }

    /** Writes the whole model with these properties, which any ONNX reader shows. */
    void write(Path file, Map<String, String> properties) throws IOException {
        try (var stream = new BufferedOutputStream(Files.newOutputStream(file))) {
            model(properties).writeTo(stream);
        }
    }

    /** The same in memory, without properties. */
    byte[] toBytes() {
        return model(Map.of()).toBytes();
    }

    private Message model(Map<String, String> properties) {
        var model = new Message().number(1, irVersion).text(2, PRODUCER).message(7, graph);
        model.message(8, new Message().text(1, "").number(2, opset));
        otherOpsets.forEach((domain, version) ->
                model.message(8, new Message().text(1, domain).number(2, version)));
        properties.forEach(
                (key, value) -> model.message(14, new Message().text(1, key).text(2, value)));
        return model;
    }

    private String constant(String wanted, int type, ByteBuffer raw, long... shape) {
        var constant = new Constant(type, LongStream.of(shape).boxed().toList(), raw);
        return constants.computeIfAbsent(constant, added -> {
            String name = unused(wanted);
            var tensor = new Message();
            for (long dimension : shape) {
                tensor.number(1, dimension);
            }
            graph.message(5, tensor.number(2, type).text(8, name).bytes(9, raw.array()));
            return name;
        });
    }

    /** The name, numbered where another constant has it, such as the weights of another net's layer. */
    private String unused(String name) {
        String unused = name;
        for (int number = 2; !constantNames.add(unused); number++) {
            unused = name + "_" + number;
        }
        return unused;
    }

    private void add(String operator, List<String> outputs, List<String> inputs, Attribute... attributes) {
        var node = new Message();
        inputs.forEach(input -> node.text(1, input));
        outputs.forEach(output -> node.text(2, output));
        node.text(3, outputs.get(0)).text(4, operator);
        for (Attribute attribute : attributes) {
            node.bytes(5, attribute.message().array());
        }
        graph.message(1, node);
        nodes++;
    }

    private static Message value(String name, int... dimensions) {
        var shape = new Message().message(1, new Message().text(2, "n"));
        for (int dimension : dimensions) {
            shape.message(1, new Message().number(1, dimension));
        }
        return value(name, shape);
    }

    private static Message value(String name, Message shape) {
        var tensor = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }
}
