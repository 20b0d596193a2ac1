package dev.fieldmark.api.onnx;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Writes ONNX files of a few hundred bytes by hand: {@code output[i] = offset + scale * input[pixels[i]]}, over the
 * flattened picture. Field numbers are those of onnx.proto.
 */
public record TinyGraph(
        String input,
        String output,
        int heightPixels,
        long[] pixels,
        float scale,
        float offset,
        Optional<Float> radius) {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int SIDE = 96;
    private static final int COORDINATES = 30;
    private static final Message ANY_BATCH = new Message().text(2, "n");

    /** A graph that answers the same number thirty times, whatever it sees. */
    public static byte[] constant(float value) {
        return new TinyGraph("image", "keypoints", SIDE, new long[COORDINATES], 0, value).bytes();
    }

    /** A graph that answers thirty times the grey, 0 to 255, at this place of the net's picture. */
    public static byte[] greyAt(int x, int y) {
        long[] pixels = new long[COORDINATES];
        java.util.Arrays.fill(pixels, (long) y * SIDE + x);
        return new TinyGraph("image", "keypoints", SIDE, pixels, 255, 0).bytes();
    }

    /** A graph that answers the same number thirty times and the same radius fifteen times. */
    public static byte[] withRadius(float value, float radius) {
        return new TinyGraph("image", "keypoints", SIDE, new long[COORDINATES], 0, value, Optional.of(radius)).bytes();
    }

    /** A graph that takes one picture at a time. */
    public static byte[] greyAtOfOnePicture(int x, int y) {
        long[] pixels = new long[COORDINATES];
        java.util.Arrays.fill(pixels, (long) y * SIDE + x);
        return model(new TinyGraph("image", "keypoints", SIDE, pixels, 255, 0).graph(new Message().number(1, 1)));
    }

    /** A graph without radii. */
    public TinyGraph(String input, String output, int heightPixels, long[] pixels, float scale, float offset) {
        this(input, output, heightPixels, pixels, scale, offset, Optional.empty());
    }

    public byte[] bytes() {
        return model(graph(ANY_BATCH));
    }

    static byte[] model(Message graph) {
        return new Message()
                .number(1, 8) // ir_version
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, 13)) // opset_import
                .bytes();
    }

    private Message graph(Message batch) {
        var graph = new Message()
                .message(1, node("Flatten", "flat", input))
                .message(1, node("Gather", "picked", "flat", "pixels").message(5, attribute("axis", 1)))
                .message(1, node("Mul", "scaled", "picked", "scale"))
                .message(1, node("Add", output, "scaled", "offset"))
                .text(2, "tiny")
                .message(5, longs("pixels", pixels))
                .message(5, number("scale", scale))
                .message(5, number("offset", offset))
                .message(11, value(input, batch, 1, heightPixels, SIDE))
                .message(12, value(output, batch, pixels.length));
        radius.ifPresent(size -> graph.message(
                        1, node("Gather", "seen", "flat", "points").message(5, attribute("axis", 1)))
                .message(1, node("Mul", "unseen", "seen", "nothing"))
                .message(1, node("Add", "radius90", "unseen", "radius"))
                .message(5, longs("points", new long[COORDINATES / 2]))
                .message(5, number("nothing", 0))
                .message(5, number("radius", size))
                .message(12, value("radius90", batch, COORDINATES / 2)));
        return graph;
    }

    static Message node(String operator, String output, String... inputs) {
        var node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(4, operator);
    }

    static Message attribute(String name, long value) {
        return new Message().text(1, name).number(3, value).number(20, 2); // type INT
    }

    private static Message longs(String name, long[] values) {
        ByteBuffer raw = ByteBuffer.allocate(8 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asLongBuffer().put(values);
        return new Message()
                .number(1, values.length)
                .number(2, INT64)
                .text(8, name)
                .data(9, raw.array());
    }

    static Message number(String name, float value) {
        ByteBuffer raw = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putFloat(value);
        return new Message().number(1, 1).number(2, FLOAT).text(8, name).data(9, raw.array());
    }

    /** A value's type: float32 of [n, the sizes]. */
    static Message value(String name, long... sizes) {
        return value(name, ANY_BATCH, sizes);
    }

    private static Message value(String name, Message batch, long... sizes) {
        var shape = new Message().message(1, batch);
        for (long size : sizes) {
            shape.message(1, new Message().number(1, size));
        }
        var tensor = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    /** Protocol Buffers' wire format, as much of it as is needed. */
    static final class Message {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message text(int field, String value) {
            return data(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return data(field, value.bytes());
        }

        Message data(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        byte[] bytes() {
            return out.toByteArray();
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                out.write((int) (rest & 0x7f | 0x80));
                rest >>>= 7;
            }
            out.write((int) rest);
        }
    }
}
