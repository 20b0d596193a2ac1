package dev.fieldmark.jobs.onnx;

import static dev.fieldmark.jobs.train.EpochResult.PIXELS_PER_UNIT;

import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
import dev.fieldmark.jobs.train.Heatmaps;
import java.util.List;

/** Nodes that read {@link Heatmaps}: the mean of each map's softmax and its spread. */
record HeatmapNodes(OnnxGraph graph) {
    private static final int CELLS = Heatmaps.SIDE * Heatmaps.SIDE;

    /** Of heatmaps [n, 15, 24, 24]. */
    NetNodes.Outputs outputs(String heatmaps) {
        String rows = graph.node("Reshape", List.of(heatmaps, graph.wholes("rows_of_cells", 0, 0, CELLS)));
        String shares = graph.node("Softmax", List.of(rows), Attribute.whole("axis", 2));
        String cells = graph.constant("cells", middles(), CELLS, 2);
        String means = graph.node("MatMul", List.of(shares, cells));
        String units = graph.node("Flatten", List.of(means), Attribute.whole("axis", 1));
        return new NetNodes.Outputs(units, spreads(shares, means, cells));
    }

    private static float[] middles() {
        float[] middles = new float[2 * CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            middles[2 * cell] = (float) Heatmaps.middle(cell % Heatmaps.SIDE);
            middles[2 * cell + 1] = (float) Heatmaps.middle(cell / Heatmaps.SIDE);
        }
        return middles;
    }

    /** Around the means, for the difference of two squares would lose the small spreads to the rounding of floats. */
    private String spreads(String shares, String means, String cells) {
        String last = graph.wholes("last_axis", -1);
        String centres = graph.node("Unsqueeze", List.of(means, graph.wholes("axis_of_cells", 2)));
        String offsets = graph.node("Sub", List.of(cells, centres)); // [n, 15, cells, 2]
        String squares = graph.node("Mul", List.of(offsets, offsets));
        String distances = graph.node("ReduceSum", List.of(squares, last), Attribute.whole("keepdims", 0));
        String weighted = graph.node("Mul", List.of(shares, distances));
        String variances = graph.node("ReduceSum", List.of(weighted, last), Attribute.whole("keepdims", 0));
        String squarePixels = graph.constant("square_pixels_per_unit", PIXELS_PER_UNIT * PIXELS_PER_UNIT);
        String ofMiddles = graph.node("Mul", List.of(variances, squarePixels));
        String cellVariance = graph.constant("cell_variance", Heatmaps.CELL_VARIANCE);
        return graph.node("Sqrt", List.of(graph.node("Add", List.of(ofMiddles, cellVariance))));
    }
}
