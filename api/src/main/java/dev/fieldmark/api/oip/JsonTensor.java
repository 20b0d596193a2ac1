package dev.fieldmark.api.oip;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The numbers of a JSON array, which may be nested.
 *
 * @param shape of the nest: a flat array's is its length
 * @param values float32 in row-major order
 */
@SuppressWarnings("ArrayRecordComponent") // made, read and dropped; never compared
record JsonTensor(List<Integer> shape, float[] values) {
    static final int DEEPEST = 8;

    /**
     * Reads an array.
     *
     * @param what it is, for errors
     * @param most values that it may have
     */
    static JsonTensor read(JsonCursor cursor, String what, int most) throws IOException {
        cursor.requireArray(what);
        var reader = new Reader(cursor.parser(), what, most);
        reader.array(0);
        return reader.tensor();
    }

    private static final class Reader {
        private static final int UNKNOWN = -1;
        private static final int FEW = 1024;

        private final JsonParser parser;
        private final String what;
        private final int most;
        /** By depth. */
        private final int[] lengths = new int[DEEPEST];

        private int depthOfNumbers = UNKNOWN;
        private float[] values;
        private int count;

        Reader(JsonParser parser, String what, int most) {
            this.parser = parser;
            this.what = what;
            this.most = most;
            this.values = new float[Math.min(most, FEW)];
            Arrays.fill(lengths, UNKNOWN);
        }

        void array(int depth) throws IOException {
            int length = 0;
            for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
                if (token != JsonToken.START_ARRAY) {
                    number(depth, token);
                } else if (depth + 1 < DEEPEST) {
                    array(depth + 1);
                } else {
                    throw JsonCursor.bad(what + " was nested deeper than " + DEEPEST + " arrays");
                }
                length++;
            }
            lengths[depth] = same(lengths[depth], length);
        }

        JsonTensor tensor() {
            List<Integer> shape = IntStream.of(lengths)
                    .takeWhile(length -> length != UNKNOWN)
                    .boxed()
                    .toList();
            return new JsonTensor(shape, Arrays.copyOf(values, count));
        }

        private void number(int depth, JsonToken token) throws IOException {
            if (!token.isNumeric()) {
                throw JsonCursor.bad(what + " had " + JsonCursor.kind(token) + " but must have numbers alone");
            }
            float value = parser.getFloatValue();
            if (!Float.isFinite(value)) {
                throw JsonCursor.bad(what + " had " + value + " as a float32 but must have finite numbers alone");
            }
            if (count == most) {
                throw JsonCursor.bad(what + " had more than " + most + " numbers");
            }
            depthOfNumbers = same(depthOfNumbers, depth);
            if (count == values.length) {
                values = Arrays.copyOf(values, (int) Math.min(most, 2L * count));
            }
            values[count++] = value;
        }

        private int same(int before, int now) {
            if (before != UNKNOWN && before != now) {
                throw JsonCursor.bad(what + " had arrays of different shapes beside each other");
            }
            return now;
        }
    }
}
