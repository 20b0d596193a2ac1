package dev.fieldmark.jobs.onnx;

import static dev.fieldmark.jobs.train.EpochResult.PIXELS_PER_UNIT;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.image.NetInput;
import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.store.Signature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * The graph of a keypoint net, whole: greys / 255 in, the recipe's contrast, the net, pixels out. Who serves it can't
 * get the preprocessing wrong.
 */
public final class KeypointGraph {
    private static final String INPUT = "image";
    private static final String OUTPUT = "keypoints";
    private static final int COORDINATES = 2 * Keypoint.all().size();

    private KeypointGraph() {}

    /** What goes into the graph and what comes out. */
    public static Signature signature() {
        return new Signature(
                INPUT,
                1,
                NetInput.SIDE,
                NetInput.SIDE,
                OUTPUT,
                Keypoint.all().stream().map(Keypoint::label).toList());
    }

    /**
     * Writes the graph.
     *
     * @param net takes [n, 1, 96, 96] after the contrast, gives [n, 30] in network units
     * @param properties kept in the file beside those that say what goes in and out, e.g. {@code study}, {@code trial}
     * @throws IllegalArgumentException naming the layer that has no ONNX form
     */
    public static void write(MultiLayerNetwork net, Recipe recipe, Map<String, String> properties, Path file)
            throws IOException {
        var graph = new OnnxGraph();
        graph.input(INPUT, 1, NetInput.SIDE, NetInput.SIDE);
        String image = recipe.contrast() == Recipe.Contrast.STANDARDIZE ? standardized(graph) : INPUT;
        String units = new LayerNodes(graph).add(net, image);
        String scale = graph.constant("pixels_per_unit", PIXELS_PER_UNIT);
        String scaled = graph.node("Mul", List.of(units, scale));
        String pixels = graph.node("Add", List.of(scaled, scale));
        graph.output(OUTPUT, pixels, COORDINATES);
        graph.write(file, allProperties(recipe, properties));
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
        all.put("contrast", recipe.contrast().name().toLowerCase(java.util.Locale.ROOT));
        all.put("labels", String.join(",", signature().labels()));
        return all;
    }
}
