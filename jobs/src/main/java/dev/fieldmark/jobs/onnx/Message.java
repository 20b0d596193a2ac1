package dev.fieldmark.jobs.onnx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A protobuf message under construction, in wire format (protobuf.dev, "Encoding"). Parts are kept by reference: a net's
 * weights are not copied when messages nest.
 */
final class Message {
    private static final int VARINT = 0;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FOUR_BYTES = 5;

    private final List<byte[]> parts = new ArrayList<>();
    private long size;

    /** One that begins with these fields, in wire format. */
    static Message of(byte[] fields) {
        return new Message().append(fields);
    }

    Message number(int field, long value) {
        return tag(field, VARINT).append(varint(value));
    }

    Message real(int field, float value) {
        return tag(field, FOUR_BYTES)
                .append(ByteBuffer.allocate(Float.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putFloat(value)
                        .array());
    }

    Message text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    Message bytes(int field, byte[] value) {
        return tag(field, LENGTH_DELIMITED).append(varint(value.length)).append(value);
    }

    Message message(int field, Message value) {
        tag(field, LENGTH_DELIMITED).append(varint(value.size));
        value.parts.forEach(this::append);
        return this;
    }

    void writeTo(OutputStream stream) throws IOException {
        for (byte[] part : parts) {
            stream.write(part);
        }
    }

    byte[] toBytes() {
        var bytes = new ByteArrayOutputStream();
        parts.forEach(bytes::writeBytes);
        return bytes.toByteArray();
    }

    private Message tag(int field, int wireType) {
        return append(varint((long) field << 3 | wireType));
    }

    private Message append(byte[] part) {
        parts.add(part);
        size += part.length;
        return this;
    }

    private static byte[] varint(long value) {
        var bytes = new ByteArrayOutputStream(10);
        long rest = value;
        for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
            bytes.write((int) (rest & 0x7F | 0x80));
        }
        bytes.write((int) rest);
        return bytes.toByteArray();
    }
}
