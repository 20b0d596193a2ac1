package dev.fieldmark.jobs.onnx;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
import java.util.List;
import java.util.stream.Stream;

/** Nodes that join what the members of a net say, as {@link JointNet} does. */
record JointNodes(OnnxGraph graph, JointNet net) {
    private static final int POINTS = Keypoint.all().size();

    /** Of as many answers as there are members, in their order. */
    NetNodes.Points join(List<NetNodes.Points> answers) {
        String pixels = stacked(answers.stream().map(NetNodes.Points::pixels), 2); // [members, n, 15, 2]
        String spreads = stacked(answers.stream().map(NetNodes.Points::spreads), 1); // [members, n, 15, 1]
        String means = mean(pixels);
        String offsets = graph.node("Sub", List.of(pixels, means));
        String squares = graph.node("Mul", List.of(offsets, offsets));
        String distances = graph.node(
                "ReduceSum", List.of(squares, graph.wholes("axis_of_coordinates", 3)), Attribute.whole("keepdims", 1));
        String own = graph.node("Mul", List.of(spreads, spreads));
        String variances = mean(graph.node("Add", List.of(own, distances)));
        return new NetNodes.Points(flat(means), flat(graph.node("Sqrt", List.of(variances))));
    }

    private String stacked(Stream<String> answers, int numbersOfAPoint) {
        String shape = graph.wholes("shape_of_answers", 1, -1, POINTS, numbersOfAPoint);
        List<String> reshaped = answers.map(answer -> graph.node("Reshape", List.of(answer, shape)))
                .toList();
        return graph.node("Concat", reshaped, Attribute.whole("axis", 0));
    }

    /** From [members, n, 15, k] to [n, 15, k], over the members that learned the point: the others' may be NaN. */
    private String mean(String values) {
        String learned = graph.node("Where", List.of(learned(), values, graph.constant("zero", 0)));
        String sum = graph.node(
                "ReduceSum", List.of(learned, graph.wholes("axis_of_members", 0)), Attribute.whole("keepdims", 0));
        return graph.node("Div", List.of(sum, learners()));
    }

    private String learned() {
        boolean[] learned = new boolean[net.members().size() * POINTS];
        for (int i = 0; i < learned.length; i++) {
            learned[i] = net.members().get(i / POINTS).learned(Keypoint.all().get(i % POINTS));
        }
        return graph.truths("learned", learned, net.members().size(), 1, POINTS, 1);
    }

    /** How many learned each point. */
    private String learners() {
        float[] learners = new float[POINTS];
        for (Keypoint point : Keypoint.all()) {
            learners[point.ordinal()] = net.members().stream()
                    .filter(member -> member.learned(point))
                    .count();
        }
        return graph.constant("learners", learners, POINTS, 1);
    }

    private String flat(String byPoint) {
        return graph.node("Flatten", List.of(byPoint), Attribute.whole("axis", 1));
    }
}
