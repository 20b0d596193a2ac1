package dev.fieldmark.jobs.onnx;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The weights with which a graph looks at the picture: those of its first convolution. Of several nets in one graph,
 * those of the first that has any. Field numbers are those of {@code onnx.proto}.
 *
 * @param rows of a filter
 * @param columns of a filter
 * @param weights of each filter, row after row
 */
public record FirstFilters(int rows, int columns, List<float[]> weights) {
    private static final int MODEL_GRAPH = 7;
    private static final int GRAPH_INITIALIZER = 5;
    private static final int TENSOR_DIMENSIONS = 1;
    private static final int TENSOR_TYPE = 2;
    private static final int TENSOR_RAW = 9;
    private static final int FLOAT = 1;

    public FirstFilters {
        weights = List.copyOf(weights);
    }

    /**
     * Finds them: the first constant of shape [filters, 1, rows, columns] with more than one filter. Empty where the graph
     * has none, as that of net1.
     *
     * @param model content of {@code model.onnx}
     * @throws OnnxNetException where it is no ONNX graph
     */
    public static Optional<FirstFilters> of(byte[] model) {
        try {
            for (ByteBuffer graph : MessageReader.parts(ByteBuffer.wrap(model), MODEL_GRAPH)) {
                for (ByteBuffer tensor : MessageReader.parts(graph, GRAPH_INITIALIZER)) {
                    Optional<FirstFilters> filters = ofTensor(tensor);
                    if (filters.isPresent()) {
                        return filters;
                    }
                }
            }
            return Optional.empty();
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new OnnxNetException("the graph is no ONNX file: " + e.getMessage(), e);
        }
    }

    private static Optional<FirstFilters> ofTensor(ByteBuffer tensor) {
        List<Long> shape = new ArrayList<>();
        long type = 0;
        ByteBuffer raw = ByteBuffer.allocate(0);
        var reader = new MessageReader(tensor);
        while (reader.next()) {
            if (reader.field() == TENSOR_DIMENSIONS && !reader.isBytes()) {
                shape.add(reader.number());
            } else if (reader.field() == TENSOR_TYPE) {
                type = reader.number();
            } else if (reader.field() == TENSOR_RAW) {
                raw = reader.bytes();
            } else {
                reader.skip();
            }
        }
        boolean isFirst = type == FLOAT && shape.size() == 4 && shape.get(0) > 1 && shape.get(1) == 1;
        return isFirst ? Optional.of(of(shape, raw)) : Optional.empty();
    }

    private static FirstFilters of(List<Long> shape, ByteBuffer raw) {
        int rows = Math.toIntExact(shape.get(2));
        int columns = Math.toIntExact(shape.get(3));
        List<float[]> weights = new ArrayList<>();
        for (int filter = 0; filter < shape.get(0); filter++) {
            float[] values = new float[rows * columns];
            raw.order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .position(filter * values.length)
                    .get(values);
            weights.add(values);
        }
        return new FirstFilters(rows, columns, weights);
    }
}
