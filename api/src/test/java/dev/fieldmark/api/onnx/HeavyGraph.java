package dev.fieldmark.api.onnx;

import static dev.fieldmark.api.onnx.TinyGraph.attribute;
import static dev.fieldmark.api.onnx.TinyGraph.node;
import static dev.fieldmark.api.onnx.TinyGraph.value;

import dev.fieldmark.api.onnx.TinyGraph.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Writes ONNX files of some MB that answer the same number thirty times, read from weights at a place that the picture says. */
public final class HeavyGraph {
    private static final int SIDE = 96;
    private static final int COORDINATES = 30;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private HeavyGraph() {}

    /** @param weights how many, of 4 bytes each */
    public static byte[] constant(float number, int weights) {
        ByteBuffer values = ByteBuffer.allocate(4 * weights).order(ByteOrder.LITTLE_ENDIAN);
        while (values.hasRemaining()) {
            values.putFloat(number);
        }
        return TinyGraph.model(new Message()
                .message(1, node("Flatten", "flat", "image"))
                .message(1, node("Gather", "picked", "flat", "pixels").message(5, attribute("axis", 1)))
                .message(1, node("Cast", "places", "picked").message(5, attribute("to", INT64)))
                .message(1, node("Gather", "keypoints", "weights", "places"))
                .text(2, "heavy")
                .message(5, tensor("pixels", INT64, COORDINATES, new byte[8 * COORDINATES]))
                .message(5, tensor("weights", FLOAT, weights, values.array()))
                .message(11, value("image", 1, SIDE, SIDE))
                .message(12, value("keypoints", COORDINATES)));
    }

    private static Message tensor(String name, int type, int size, byte[] raw) {
        return new Message().number(1, size).number(2, type).text(8, name).data(9, raw);
    }
}
