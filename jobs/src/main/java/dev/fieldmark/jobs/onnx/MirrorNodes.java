package dev.fieldmark.jobs.onnx;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.train.Mirror;
import java.util.List;

/** Nodes that show a net each picture and its mirror image, and take the mean of its two answers. */
record MirrorNodes(OnnxGraph graph) {
    private static final int POINTS = Keypoint.all().size();

    /** From [n, channels, side, side] to [2n, channels, side, side]: the pictures, then their mirror images. */
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

    /** From logits [2n, k] to [n, k]: what a photo shows is the same in the mirror. */
    String averageLogits(String logits) {
        List<String> halves = graph.halves(logits);
        return mean(halves.get(0), halves.get(1));
    }

    /** From spreads [2n, 15] to [n, 15]: each point's in the second half is its counterpart's. */
    String averageSpreads(String spreads) {
        long[] counterparts = Keypoint.all().stream()
                .mapToLong(point -> point.mirrored().ordinal())
                .toArray();
        List<String> halves = halves(spreads, "counterpart_points", counterparts);
        return mean(halves.get(0), halves.get(1));
    }

    /** From pixels [2n, 30] to [n, 30]: the second half is mirrored back. */
    String average(String pixels, Mirror mirror) {
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
        List<String> halves = halves(pixels, "counterparts", counterparts);
        String signed = graph.node("Mul", List.of(halves.get(1), graph.constant("signs", signs, signs.length)));
        String back = graph.node("Add", List.of(signed, graph.constant("offsets", offsets, offsets.length)));
        return mean(halves.get(0), back);
    }

    /** The first half of the rows, and the second with its columns in this order. */
    private List<String> halves(String both, String orderName, long[] order) {
        List<String> halves = graph.halves(both);
        String ordered = graph.node(
                "Gather", List.of(halves.get(1), graph.wholes(orderName, order)), OnnxGraph.Attribute.whole("axis", 1));
        return List.of(halves.get(0), ordered);
    }

    private String mean(String one, String other) {
        String sum = graph.node("Add", List.of(one, other));
        return graph.node("Mul", List.of(sum, graph.constant("half", 0.5)));
    }
}
