package dev.fieldmark.api.onnx;

import static dev.fieldmark.api.onnx.TinyGraph.attribute;
import static dev.fieldmark.api.onnx.TinyGraph.node;
import static dev.fieldmark.api.onnx.TinyGraph.number;
import static dev.fieldmark.api.onnx.TinyGraph.value;

import dev.fieldmark.api.onnx.TinyGraph.Message;
import dev.fieldmark.store.Signature;
import java.util.List;

/**
 * Writes ONNX files that tell red, green and blue photos apart: the three probabilities are the softmax of {@code scale}
 * times the mean of each plane, the score is the largest mean plus {@code offset}.
 *
 * @param softmax without it the probabilities are none
 */
public record TinySpeciesGraph(int sidePixels, float scale, float offset, boolean softmax) {
    public static final TinySpeciesGraph SURE = withOffset(0);

    private static final int COLOURS = 3;

    /** A graph that is sure of one colour, and that can be told by its scores. */
    public static TinySpeciesGraph withOffset(float offset) {
        return new TinySpeciesGraph(8, 20, offset, true);
    }

    public Signature signature(List<String> labels) {
        return Signature.withScore("image", COLOURS, sidePixels, "probabilities", labels, "score");
    }

    public byte[] bytes() {
        return TinyGraph.model(new Message()
                .message(1, reduce("ReduceMean", "means", "image", 2, 3))
                .message(1, node("Mul", softmax ? "scaled" : "probabilities", "means", "scale"))
                .message(1, softmax ? node("Softmax", "probabilities", "scaled") : node("Identity", "unused", "scale"))
                .message(1, reduce("ReduceMax", "largest", "means", 1))
                .message(1, node("Add", "score", "largest", "offset"))
                .text(2, "tiny")
                .message(5, number("scale", scale))
                .message(5, number("offset", offset))
                .message(11, value("image", COLOURS, sidePixels, sidePixels))
                .message(12, value("probabilities", COLOURS))
                .message(12, value("score")));
    }

    private static Message reduce(String operator, String output, String input, long... axes) {
        var list = new Message().text(1, "axes");
        for (long axis : axes) {
            list.number(8, axis);
        }
        list.number(20, 7); // type INTS
        return node(operator, output, input).message(5, list).message(5, attribute("keepdims", 0));
    }
}
