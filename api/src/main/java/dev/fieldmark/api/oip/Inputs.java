package dev.fieldmark.api.oip;

import dev.fieldmark.store.Signature;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** The pictures of a request, checked against what the model takes before anything is made of them. */
final class Inputs {
    static final String FP32 = "FP32";
    static final int MOST_PICTURES = 64;

    private Inputs() {}

    /** How many values the input of a request may have. */
    static int mostValues(Signature signature) {
        return MOST_PICTURES * signature.inputSize();
    }

    /**
     * The pictures, each of shape [channels, height, width].
     *
     * @param binary the bytes behind the JSON
     */
    static List<float[]> pictures(InferRequest.Input input, ByteBuffer binary, Signature signature) {
        String what = "input '" + input.name() + "'";
        if (!input.name().equals(signature.input())) {
            throw JsonCursor.bad("there is no " + what + "; the model's is '" + signature.input() + "'");
        }
        if (!input.datatype().equals(FP32)) {
            throw JsonCursor.bad(what + " had datatype '" + input.datatype() + "' but must have " + FP32);
        }
        requireShape(what, input.shape(), signature);
        return split(values(what, input, binary), signature.inputSize());
    }

    private static void requireShape(String what, List<Long> shape, Signature signature) {
        long[] picture = signature.inputShape().stream().mapToLong(size -> size).toArray();
        boolean fits = shape.size() == picture.length + 1
                && shape.get(0) >= 1
                && shape.get(0) <= MOST_PICTURES
                && Arrays.equals(shape.stream().skip(1).mapToLong(size -> size).toArray(), picture);
        if (!fits) {
            String rule = Stream.concat(Stream.of("n"), LongStream.of(picture).mapToObj(Long::toString))
                    .collect(Collectors.joining(", ", "[", "]"));
            throw JsonCursor.bad(
                    what + " had shape " + shape + " but must have " + rule + ", n from 1 to " + MOST_PICTURES);
        }
    }

    private static float[] values(String what, InferRequest.Input input, ByteBuffer binary) {
        int count = Math.toIntExact(input.shape().stream().reduce(1L, (one, other) -> one * other));
        if (input.data().isPresent() == input.binarySize().isPresent()) {
            throw JsonCursor.bad(what + " must have either data or a parameter binary_data_size");
        }
        requireBinarySize(what, input.binarySize().orElse(0L), binary.remaining());
        return input.data()
                .map(data -> fromJson(what, data, input.shape(), count))
                .orElseGet(() -> fromBytes(what, binary, count));
    }

    private static void requireBinarySize(String what, long size, int there) {
        if (size != there) {
            throw JsonCursor.bad(what + " had a binary_data_size of " + size + " but " + there
                    + " bytes followed the JSON (" + InferBody.JSON_LENGTH + " says where it ends)");
        }
    }

    private static float[] fromJson(String what, JsonTensor data, List<Long> shape, int count) {
        boolean isFlat = data.shape().size() == 1;
        boolean isNested =
                data.shape().stream().map(Integer::longValue).toList().equals(shape);
        if (!isFlat && !isNested) {
            throw JsonCursor.bad(what + " had data of shape " + data.shape() + " but must be flat or have " + shape);
        }
        if (data.values().length != count) {
            throw JsonCursor.bad(what + " had " + data.values().length + " numbers but must have " + count
                    + ", as its shape " + shape + " says");
        }
        return data.values();
    }

    private static float[] fromBytes(String what, ByteBuffer binary, int count) {
        if (binary.remaining() != (long) Float.BYTES * count) {
            throw JsonCursor.bad(what + " had " + binary.remaining() + " bytes but must have "
                    + (long) Float.BYTES * count + ", 4 for each number of its shape");
        }
        float[] values = new float[count];
        binary.asFloatBuffer().get(values);
        for (float value : values) {
            if (!Float.isFinite(value)) {
                throw JsonCursor.bad(what + " had " + value + " but must have finite numbers alone");
            }
        }
        return values;
    }

    private static List<float[]> split(float[] values, int size) {
        var pictures = new ArrayList<float[]>(values.length / size);
        for (int at = 0; at < values.length; at += size) {
            pictures.add(Arrays.copyOfRange(values, at, at + size));
        }
        return pictures;
    }
}
