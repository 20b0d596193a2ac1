package dev.fieldmark.jobs.onnx;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The fields of a protobuf message, one after the other: what {@link Message} writes. */
final class MessageReader {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FOUR_BYTES = 5;

    private final ByteBuffer bytes;
    private int field;
    private int wireType;

    /** {@code bytes} from its position to its limit. */
    MessageReader(ByteBuffer bytes) {
        this.bytes = bytes.slice();
    }

    /** The values of one field, which are bytes, texts or messages. */
    static List<ByteBuffer> parts(ByteBuffer message, int field) {
        List<ByteBuffer> parts = new ArrayList<>();
        var reader = new MessageReader(message);
        while (reader.next()) {
            if (reader.field() == field) {
                parts.add(reader.bytes());
            } else {
                reader.skip();
            }
        }
        return parts;
    }

    /** All of a message, in wire format. */
    static byte[] bytes(ByteBuffer message) {
        byte[] bytes = new byte[message.remaining()];
        message.duplicate().get(bytes);
        return bytes;
    }

    /** Goes on to the next field, which must then be read or skipped; false at the end. */
    boolean next() {
        if (!bytes.hasRemaining()) {
            return false;
        }
        long tag = varint();
        field = (int) (tag >>> 3);
        wireType = (int) (tag & 7);
        return true;
    }

    int field() {
        return field;
    }

    /** Whether the field is bytes, text, a message, or numbers that are packed. */
    boolean isBytes() {
        return wireType == LENGTH_DELIMITED;
    }

    long number() {
        require(VARINT);
        return varint();
    }

    ByteBuffer bytes() {
        require(LENGTH_DELIMITED);
        int length = Math.toIntExact(varint());
        ByteBuffer part = bytes.slice(bytes.position(), length);
        bytes.position(bytes.position() + length);
        return part;
    }

    String text() {
        return StandardCharsets.UTF_8.decode(bytes()).toString();
    }

    void skip() {
        switch (wireType) {
            case VARINT -> varint();
            case EIGHT_BYTES -> bytes.position(bytes.position() + Long.BYTES);
            case LENGTH_DELIMITED -> bytes();
            case FOUR_BYTES -> bytes.position(bytes.position() + Integer.BYTES);
            default ->
                throw new IllegalArgumentException(
                        "wire type of field " + field + " was " + wireType + " but must be 0, 1, 2 or 5");
        }
    }

    private void require(int expected) {
        if (wireType != expected) {
            throw new IllegalArgumentException(
                    "wire type of field " + field + " was " + wireType + " but must be " + expected);
        }
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte part = bytes.get();
            value |= (part & 0x7FL) << shift;
            if (part >= 0) {
                return value;
            }
        }
        throw new IllegalArgumentException("a number had more than ten bytes");
    }
}
