package dev.fieldmark.jobs.onnx;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What goes into a user's graph, or comes out of it.
 *
 * @param type of its elements, as onnx.proto counts them; 0 where it does not say
 * @param dimensions {@link #OPEN} where one may be any; none where it does not say
 */
record ForeignInput(String name, long type, List<Long> dimensions) {
    static final long OPEN = -1;
    static final long FLOAT = 1;

    static ForeignInput read(ByteBuffer value) {
        String name = "";
        long type = 0;
        List<Long> dimensions = new ArrayList<>();
        var reader = new MessageReader(value);
        while (reader.next()) {
            if (reader.field() == 1) {
                name = reader.text();
            } else if (reader.field() == 2) {
                for (ByteBuffer tensor : MessageReader.parts(reader.bytes(), 1)) {
                    type = number(tensor, 1, 0);
                    MessageReader.parts(tensor, 2).stream()
                            .flatMap(shape -> MessageReader.parts(shape, 1).stream())
                            .forEach(dimension -> dimensions.add(number(dimension, 1, OPEN)));
                }
            } else {
                reader.skip();
            }
        }
        return new ForeignInput(name, type, dimensions);
    }

    private static long number(ByteBuffer message, int field, long absent) {
        long number = absent;
        var reader = new MessageReader(message);
        while (reader.next()) {
            if (reader.field() == field && !reader.isBytes()) {
                number = reader.number();
            } else {
                reader.skip();
            }
        }
        return number;
    }

    /** Such as {@code n x 3 x 224 x 224}. */
    String shape() {
        return dimensions.stream()
                .map(size -> isOpen(size) ? "n" : String.valueOf(size))
                .collect(Collectors.joining(" x "));
    }

    /** Some exporters write 0 or less for any. */
    static boolean isOpen(long size) {
        return size <= 0;
    }
}
