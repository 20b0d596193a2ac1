package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.backbone.BackboneException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A node of a user's graph: what is not named here is kept as it is.
 *
 * @param inputs names of values; empty for one that is left out
 * @param outputs likewise
 * @param attributes in wire format
 * @param holdsGraph whether it runs a graph of its own, as If and Loop do
 */
record ForeignNode(
        String name,
        String operator,
        String domain,
        List<String> inputs,
        List<String> outputs,
        List<ByteBuffer> attributes,
        boolean holdsGraph) {
    private static final int GRAPH = 6;
    private static final int GRAPHS = 11;

    static ForeignNode read(ByteBuffer node) {
        List<String> inputs = new ArrayList<>();
        List<String> outputs = new ArrayList<>();
        List<ByteBuffer> attributes = new ArrayList<>();
        String name = "";
        String operator = "";
        String domain = "";
        var reader = new MessageReader(node);
        while (reader.next()) {
            switch (reader.field()) {
                case 1 -> inputs.add(reader.text());
                case 2 -> outputs.add(reader.text());
                case 3 -> name = reader.text();
                case 4 -> operator = reader.text();
                case 5 -> attributes.add(reader.bytes());
                case 7 -> domain = reader.text();
                default -> reader.skip();
            }
        }
        boolean holdsGraph = attributes.stream().anyMatch(ForeignNode::isGraph);
        return new ForeignNode(name, operator, domain, inputs, outputs, attributes, holdsGraph);
    }

    private static boolean isGraph(ByteBuffer attribute) {
        return !MessageReader.parts(attribute, GRAPH).isEmpty()
                || !MessageReader.parts(attribute, GRAPHS).isEmpty();
    }

    /** @throws BackboneException where it holds a graph, whose names are not known here */
    void requireNoGraph() throws BackboneException {
        if (holdsGraph) {
            throw new BackboneException("file had node " + name + " (" + operator + ") with a graph of its own but must"
                    + " have none up to the output: export it without control flow");
        }
    }

    /** In wire format, with other names for its values. */
    Message renamed(UnaryOperator<String> names) {
        var node = new Message();
        inputs.forEach(input -> node.text(1, input.isEmpty() ? "" : names.apply(input)));
        outputs.forEach(output -> node.text(2, output.isEmpty() ? "" : names.apply(output)));
        node.text(3, names.apply(name)).text(4, operator);
        attributes.forEach(attribute -> node.bytes(5, MessageReader.bytes(attribute)));
        return domain.isEmpty() ? node : node.text(7, domain);
    }
}
