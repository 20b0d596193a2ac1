package dev.fieldmark.jobs.onnx;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.image.NetInput;
import dev.fieldmark.store.Signature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The graph of a keypoint net, or of several that answer together, whole: greys / 255 in, each recipe's contrast, the
 * nets, pixels out, and how far they may be off. Who serves it can't get the preprocessing wrong.
 */
public final class KeypointGraph {
    static final String INPUT = "image";
    private static final String OUTPUT = "keypoints";
    static final String RADII = "radius90";
    private static final int POINTS = Keypoint.all().size();
    private static final int COORDINATES = 2 * POINTS;

    private KeypointGraph() {}

    /** What goes into the graph and what comes out. */
    public static Signature signature() {
        return Signature.withRadii(
                INPUT,
                1,
                NetInput.SIDE,
                OUTPUT,
                Keypoint.all().stream().map(Keypoint::label).toList(),
                RADII);
    }

    /** Whether it is that of a keypoint graph: one as written here, or one of before there were radii. */
    public static boolean isSignature(Signature other) {
        return other.equals(signature()) || other.equals(signature().withoutRadii());
    }

    /**
     * Writes the graph.
     *
     * @param net whose members take [n, 1, 96, 96] after the contrast and give what their recipe's head takes
     * @param factors from the spread of each point to its radius
     * @param properties kept in the file beside those that say what goes in and out, e.g. {@code study}, {@code trial}
     * @throws IllegalArgumentException naming the layer that has no ONNX form
     */
    static void write(JointNet net, RadiusFactors factors, Map<String, String> properties, Path file)
            throws IOException {
        var graph = new OnnxGraph();
        graph.input(INPUT, 1, NetInput.SIDE, NetInput.SIDE);
        var nodes = new NetNodes(graph, INPUT);
        List<NetNodes.Points> answers = net.members().stream().map(nodes::add).toList();
        NetNodes.Points points = answers.size() == 1 ? answers.get(0) : new JointNodes(graph, net).join(answers);
        graph.output(OUTPUT, points.pixels(), COORDINATES);
        String byPoint = graph.constant("radius_factors", factors.values(), POINTS);
        graph.output(RADII, graph.node("Mul", List.of(points.spreads(), byPoint)), POINTS);
        graph.write(file, allProperties(net, properties));
    }

    private static Map<String, String> allProperties(JointNet net, Map<String, String> properties) {
        var all = new TreeMap<>(properties);
        all.put("input", "greys / 255 of the whole picture at 96x96");
        all.put(
                "output",
                "x and y of each label in pixels of the 96x96 picture; the centre of the top left one is 0, 0");
        all.put(
                RADII,
                "radius in pixels of the circle around each label in which it truly is with a probability of 90%");
        all.put(
                "contrast",
                net.members().stream()
                        .map(member -> member.recipe().faces().contrast().name().toLowerCase(Locale.ROOT))
                        .distinct()
                        .collect(Collectors.joining(",")));
        all.put("labels", String.join(",", signature().labels()));
        return all;
    }
}
