package dev.fieldmark.api.oip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What is in an output tensor, row-major. */
sealed interface TensorContent {
    String datatype();

    /** As the member {@code data}. */
    Object json();

    /** As the binary extension has it: little-endian, a text after its length. */
    byte[] bytes();

    @SuppressWarnings("ArrayRecordComponent") // made, read and dropped; never compared
    record Numbers(float[] values) implements TensorContent {
        @Override
        public String datatype() {
            return Inputs.FP32;
        }

        @Override
        public Object json() {
            return values;
        }

        @Override
        public byte[] bytes() {
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(values);
            return bytes.array();
        }
    }

    record Texts(List<String> texts) implements TensorContent {
        @Override
        public String datatype() {
            return "BYTES";
        }

        @Override
        public Object json() {
            return texts;
        }

        @Override
        public byte[] bytes() {
            List<byte[]> encoded = texts.stream()
                    .map(text -> text.getBytes(StandardCharsets.UTF_8))
                    .toList();
            int size = encoded.stream()
                    .mapToInt(text -> Integer.BYTES + text.length)
                    .sum();
            ByteBuffer bytes = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
            encoded.forEach(text -> bytes.putInt(text.length).put(text));
            return bytes.array();
        }
    }
}
