package dev.fieldmark.jobs.onnx;

import static dev.fieldmark.jobs.train.EpochResult.PIXELS_PER_UNIT;

import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
import dev.fieldmark.jobs.train.Heatmaps;
import dev.fieldmark.jobs.train.Mirror;
import dev.fieldmark.jobs.train.PointHead;
import dev.fieldmark.jobs.train.Recipe;
import java.util.List;

/**
 * Nodes of a net, whole: the contrast, the mirror image where its recipe asks for it, the layers, and pixels out.
 *
 * @param image name of the pictures [n, 1, 96, 96], greys / 255
 */
record NetNodes(OnnxGraph graph, String image) {
    /**
     * What a net's outputs mean.
     *
     * @param units name of the coordinates [n, 30], network units
     * @param spreads name of {@link PointHead#spreads} [n, 15], pixels
     */
    record Outputs(String units, String spreads) {}

    /**
     * What a net says of faces.
     *
     * @param pixels name of the coordinates [n, 30]
     * @param spreads name of how far, so the net says itself, each point may be off [n, 15], pixels
     */
    record Points(String pixels, String spreads) {}

    /**
     * Adds a net.
     *
     * @throws IllegalArgumentException naming the layer that has no ONNX form
     */
    Points add(Dl4jNet net) {
        Recipe recipe = net.recipe();
        String pictures = recipe.faces().contrast() == Recipe.Contrast.STANDARDIZE ? standardized() : image;
        var mirror = new MirrorNodes(graph);
        var axis = new Mirror(recipe.faces().augmentation().mirrorAxis());
        boolean both = recipe.flipAverage();
        String layers = new LayerNodes(graph).add(net.network(), both ? mirror.beside(pictures) : pictures);
        Outputs outputs = PointHead.of(recipe) instanceof Heatmaps
                ? new HeatmapNodes(graph).outputs(layers)
                : new Outputs(layers, ones(layers));
        String scale = graph.constant("pixels_per_unit", PIXELS_PER_UNIT);
        String scaled = graph.node("Mul", List.of(outputs.units(), scale));
        String pixels = graph.node("Add", List.of(scaled, scale));
        String spreads = both ? mirror.averageSpreads(outputs.spreads()) : outputs.spreads();
        return new Points(both ? mirror.average(pixels, axis) : pixels, spreads);
    }

    /** From [n, 30] to ones [n, 15]. */
    private String ones(String units) {
        String shape = graph.node("Shape", List.of(units));
        String ofPoints = graph.node("Div", List.of(shape, graph.wholes("coordinates_of_a_point", 1, 2)));
        return graph.node("Expand", List.of(graph.constant("one_pixel", 1), ofPoints));
    }

    /** Each picture to mean 0 and standard deviation 1, as the trainer does it; one of a single grey becomes 0. */
    private String standardized() {
        var axes = Attribute.wholes("axes", 1, 2, 3);
        // from the darkest grey on: a faint picture would lose its contrast to the rounding of floats
        String darkest = graph.node("ReduceMin", List.of(image), axes);
        String lifted = graph.node("Sub", List.of(image, darkest));
        String mean = graph.node("ReduceMean", List.of(lifted), axes);
        String centred = graph.node("Sub", List.of(lifted, mean));
        String squares = graph.node("Mul", List.of(centred, centred));
        String variance = graph.node("ReduceMean", List.of(squares), axes);
        String deviation = graph.node("Sqrt", List.of(variance));
        String flat = graph.node("Equal", List.of(deviation, graph.constant("zero", 0)));
        String divisor = graph.node("Where", List.of(flat, graph.constant("one", 1), deviation));
        return graph.node("Div", List.of(centred, divisor));
    }
}
