package dev.fieldmark.bench.torch;

import java.util.List;

/**
 * Weights on their way from one engine to the other.
 *
 * @param shape as PyTorch has it: convolutions [out, in, height, width], dense layers [out, in]
 * @param values row-major
 */
public record Tensor(List<Long> shape, float[] values) {
    public Tensor {
        shape = List.copyOf(shape);
        long size = shape.stream().reduce(1L, (a, b) -> a * b);
        if (size != values.length) {
            throw new IllegalArgumentException(
                    "values had " + values.length + " numbers but must have " + size + " for the shape " + shape);
        }
    }
}
