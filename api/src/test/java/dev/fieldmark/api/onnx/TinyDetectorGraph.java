package dev.fieldmark.api.onnx;

import dev.fieldmark.api.onnx.TinyGraph.Message;
import dev.fieldmark.detect.Cells;
import dev.fieldmark.store.Signature;

/** A detector of a few hundred bytes: each cell's score is its mean grey, and each face has 32 pixels a side. */
public final class TinyDetectorGraph {
    public static final Signature SIGNATURE = new Signature("picture", 1, 96, 96, "cells", Cells.OUTPUTS);

    private TinyDetectorGraph() {}

    public static byte[] bytes() {
        var pool = TinyGraph.node("AveragePool", "score", "picture")
                .message(5, pair("kernel_shape", Cells.PIXELS))
                .message(5, pair("strides", Cells.PIXELS));
        return TinyGraph.model(new Message()
                .message(1, pool)
                .message(1, TinyGraph.node("Mul", "none", "score", "zero"))
                .message(1, TinyGraph.node("Add", "side", "none", "pixels"))
                .message(
                        1,
                        TinyGraph.node("Concat", "cells", "score", "none", "none", "side")
                                .message(5, TinyGraph.attribute("axis", 1)))
                .text(2, "tiny")
                .message(5, TinyGraph.number("zero", 0))
                .message(5, TinyGraph.number("pixels", 32))
                .message(11, value("picture", 1))
                .message(12, value("cells", Cells.OUTPUTS.size())));
    }

    private static Message pair(String name, long value) {
        return new Message().text(1, name).number(8, value).number(8, value).number(20, 7); // type INTS
    }

    private static Message value(String name, int channels) {
        var shape = new Message()
                .message(1, new Message().text(2, "n"))
                .message(1, new Message().number(1, channels))
                .message(1, new Message().text(2, "height"))
                .message(1, new Message().text(2, "width"));
        var tensor = new Message().number(1, 1).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }
}
