package dev.fieldmark.jobs.onnx;

import static dev.fieldmark.jobs.train.EpochResult.PIXELS_PER_UNIT;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.image.NetInput;
import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
import dev.fieldmark.jobs.train.Head;
import dev.fieldmark.jobs.train.Heatmaps;
import dev.fieldmark.jobs.train.Mirror;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.store.Signature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The graph of a keypoint net, whole: greys / 255 in, the recipe's contrast, the net, pixels out, and how far they may
 * be off. Who serves it can't get the preprocessing wrong.
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
        return new Signature(
                INPUT,
                1,
                NetInput.SIDE,
                NetInput.SIDE,
                OUTPUT,
                Keypoint.all().stream().map(Keypoint::label).toList(),
                Optional.of(RADII));
    }

    /** Whether it is that of a keypoint graph: one as written here, or one of before there were radii. */
    public static boolean isSignature(Signature other) {
        return other.equals(signature()) || other.equals(signature().withoutRadii());
    }

    /**
     * Writes the graph.
     *
     * @param net takes [n, 1, 96, 96] after the contrast, gives what the recipe's head takes
     * @param factors from the spread of each point to its radius
     * @param properties kept in the file beside those that say what goes in and out, e.g. {@code study}, {@code trial}
     * @throws IllegalArgumentException naming the layer that has no ONNX form
     */
    public static void write(
            ComputationGraph net, Recipe recipe, RadiusFactors factors, Map<String, String> properties, Path file)
            throws IOException {
        var graph = new OnnxGraph();
        graph.input(INPUT, 1, NetInput.SIDE, NetInput.SIDE);
        String image = recipe.contrast() == Recipe.Contrast.STANDARDIZE ? standardized(graph) : INPUT;
        var mirror = new MirrorNodes(graph, new Mirror(recipe.augmentation().mirrorAxis()));
        boolean both = recipe.flipAverage();
        String outputs = new LayerNodes(graph).add(net, both ? mirror.beside(image) : image);
        Points points = Head.of(recipe) instanceof Heatmaps
                ? new HeatmapNodes(graph).points(outputs)
                : new Points(outputs, ones(graph, outputs));
        String scale = graph.constant("pixels_per_unit", PIXELS_PER_UNIT);
        String scaled = graph.node("Mul", List.of(points.units(), scale));
        String pixels = graph.node("Add", List.of(scaled, scale));
        String spreads = both ? mirror.averageSpreads(points.spreads()) : points.spreads();
        graph.output(OUTPUT, both ? mirror.average(pixels) : pixels, COORDINATES);
        String byPoint = graph.constant("radius_factors", factors.values(), POINTS);
        graph.output(RADII, graph.node("Mul", List.of(spreads, byPoint)), POINTS);
        graph.write(file, allProperties(recipe, properties));
    }

    /**
     * Values in a graph under construction.
     *
     * @param units name of the coordinates [n, 30], network units
     * @param spreads name of {@link Head#spreads} [n, 15], pixels
     */
    record Points(String units, String spreads) {}

    /** From [n, 30] to ones [n, 15]. */
    private static String ones(OnnxGraph graph, String units) {
        String shape = graph.node("Shape", List.of(units));
        String ofPoints = graph.node("Div", List.of(shape, graph.wholes("coordinates_of_a_point", 1, 2)));
        return graph.node("Expand", List.of(graph.constant("one_pixel", 1), ofPoints));
    }

    /** Each picture to mean 0 and standard deviation 1, as the trainer does it; one of a single grey becomes 0. */
    private static String standardized(OnnxGraph graph) {
        var axes = Attribute.wholes("axes", 1, 2, 3);
        // from the darkest grey on: a faint picture would lose its contrast to the rounding of floats
        String darkest = graph.node("ReduceMin", List.of(INPUT), axes);
        String lifted = graph.node("Sub", List.of(INPUT, darkest));
        String mean = graph.node("ReduceMean", List.of(lifted), axes);
        String centred = graph.node("Sub", List.of(lifted, mean));
        String squares = graph.node("Mul", List.of(centred, centred));
        String variance = graph.node("ReduceMean", List.of(squares), axes);
        String deviation = graph.node("Sqrt", List.of(variance));
        String flat = graph.node("Equal", List.of(deviation, graph.constant("zero", 0)));
        String divisor = graph.node("Where", List.of(flat, graph.constant("one", 1), deviation));
        return graph.node("Div", List.of(centred, divisor));
    }

    private static Map<String, String> allProperties(Recipe recipe, Map<String, String> properties) {
        var all = new TreeMap<>(properties);
        all.put("input", "greys / 255 of the whole picture at 96x96");
        all.put(
                "output",
                "x and y of each label in pixels of the 96x96 picture; the centre of the top left one is 0, 0");
        all.put(
                RADII,
                "radius in pixels of the circle around each label in which it truly is with a probability of 90%");
        all.put("contrast", recipe.contrast().name().toLowerCase(java.util.Locale.ROOT));
        all.put("labels", String.join(",", signature().labels()));
        return all;
    }
}
