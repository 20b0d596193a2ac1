package dev.fieldmark.jobs.onnx;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.train.Mirror;
import java.util.List;

/** Nodes that show a net each face and its mirror image, and take the mean of its two answers. */
record MirrorNodes(OnnxGraph graph, Mirror mirror) {
    private static final int POINTS = Keypoint.all().size();

    /** From [n, 1, 96, 96] to [2n, 1, 96, 96]: the pictures, then their mirror images. */
    String beside(String pictures) {
        String mirrored = graph.node(
                "Slice",
                List.of(
                        pictures,
                        graph.wholes("last_column", -1),
                        graph.wholes("before_the_first", Long.MIN_VALUE),
                        graph.wholes("columns", 3),
                        graph.wholes("backwards", -1)));
        return graph.node("Concat", List.of(pictures, mirrored), OnnxGraph.Attribute.whole("axis", 0));
    }

    /** From pixels [2n, 30] to [n, 30]: the second half is mirrored back. */
    String average(String pixels) {
        List<String> halves = graph.nodes("Split", 2, List.of(pixels), OnnxGraph.Attribute.whole("axis", 0));
        long[] counterparts = new long[2 * POINTS];
        float[] signs = new float[2 * POINTS];
        float[] offsets = new float[2 * POINTS];
        for (Keypoint point : Keypoint.all()) {
            int to = 2 * point.ordinal();
            int from = 2 * point.mirrored().ordinal();
            counterparts[to] = from;
            counterparts[to + 1] = from + 1;
            signs[to] = -1;
            signs[to + 1] = 1;
            offsets[to] = (float) (2 * mirror.axis());
        }
        String swapped = graph.node(
                "Gather",
                List.of(halves.get(1), graph.wholes("counterparts", counterparts)),
                OnnxGraph.Attribute.whole("axis", 1));
        String signed = graph.node("Mul", List.of(swapped, graph.constant("signs", signs, signs.length)));
        String back = graph.node("Add", List.of(signed, graph.constant("offsets", offsets, offsets.length)));
        String sum = graph.node("Add", List.of(halves.get(0), back));
        return graph.node("Mul", List.of(sum, graph.constant("half", 0.5)));
    }
}
