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
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;

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
     * @param net takes [n, 1, 96, 96] after the contrast, gives what the recipe's head takes
     * @param properties kept in the file beside those that say what goes in and out, e.g. {@code study}, {@code trial}
     * @throws IllegalArgumentException naming the layer that has no ONNX form
     */
    public static void write(ComputationGraph net, Recipe recipe, Map<String, String> properties, Path file)
            throws IOException {
        var graph = new OnnxGraph();
        graph.input(INPUT, 1, NetInput.SIDE, NetInput.SIDE);
        String image = recipe.contrast() == Recipe.Contrast.STANDARDIZE ? standardized(graph) : INPUT;
        var mirror = new MirrorNodes(graph, new Mirror(recipe.augmentation().mirrorAxis()));
        String seen = recipe.flipAverage() ? mirror.beside(image) : image;
        String outputs = new LayerNodes(graph).add(net, seen);
        String units = Head.of(recipe) instanceof Heatmaps ? means(graph, outputs) : outputs;
        String scale = graph.constant("pixels_per_unit", PIXELS_PER_UNIT);
        String scaled = graph.node("Mul", List.of(units, scale));
        String pixels = graph.node("Add", List.of(scaled, scale));
        graph.output(OUTPUT, recipe.flipAverage() ? mirror.average(pixels) : pixels, COORDINATES);
        graph.write(file, allProperties(recipe, properties));
    }

    /** Of heatmaps [n, 15, 24, 24] the means of their softmax: [n, 30], network units. */
    private static String means(OnnxGraph graph, String heatmaps) {
        int cells = Heatmaps.SIDE * Heatmaps.SIDE;
        float[] middles = new float[2 * cells];
        for (int cell = 0; cell < cells; cell++) {
            middles[2 * cell] = (float) Heatmaps.middle(cell % Heatmaps.SIDE);
            middles[2 * cell + 1] = (float) Heatmaps.middle(cell / Heatmaps.SIDE);
        }
        String rows = graph.node("Reshape", List.of(heatmaps, graph.wholes("rows_of_cells", 0, 0, cells)));
        String shares = graph.node("Softmax", List.of(rows), Attribute.whole("axis", 2));
        String points = graph.node("MatMul", List.of(shares, graph.constant("cells", middles, cells, 2)));
        return graph.node("Flatten", List.of(points), Attribute.whole("axis", 1));
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
