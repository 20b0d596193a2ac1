package dev.fieldmark.jobs.onnx;

import dev.fieldmark.detect.Cells;
import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
import dev.fieldmark.jobs.train.FaceCells;
import dev.fieldmark.jobs.train.SceneBatches;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.store.Signature;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;

/**
 * The graph of a detector: greys / 255 of a picture whose sides are multiples of {@value Cells#STEP} in, {@link
 * Cells#OUTPUTS} of each cell out. A score of one half is where a face begins.
 */
final class DetectorGraph {
    private static final String INPUT = "picture";
    private static final String OUTPUT = "cells";
    private static final double WHITE = 255;

    private DetectorGraph() {}

    /** What goes into the graph and what comes out: the sides are those of the scenes that it learned from. */
    static Signature signature() {
        return new Signature(INPUT, 1, Subject.Scenes.SIDE, Subject.Scenes.SIDE, OUTPUT, Cells.OUTPUTS);
    }

    /**
     * Writes the graph.
     *
     * @param threshold the logit that becomes a score of one half
     * @param properties kept in the file beside those that say what goes in and out
     * @throws IllegalArgumentException naming the layer that has no ONNX form
     */
    static void write(ComputationGraph net, double threshold, Map<String, String> properties, Path file)
            throws IOException {
        var graph = new OnnxGraph();
        graph.anySizeInput(INPUT, 1);
        String units = graph.constant("units_of_white", WHITE / SceneBatches.UNIT);
        String middle = graph.constant("middle", SceneBatches.MIDDLE / SceneBatches.UNIT);
        String picture = graph.node("Sub", List.of(graph.node("Mul", List.of(INPUT, units)), middle));
        List<String> planes = graph.nodes(
                "Split",
                FaceCells.NUMBERS,
                List.of(new LayerNodes(graph).add(net, picture)),
                Attribute.whole("axis", 1));
        String above = graph.node("Sub", List.of(planes.get(0), graph.constant("threshold", threshold)));
        String shift = graph.constant("shift_pixels", FaceCells.SHIFT_PIXELS);
        String side = graph.constant("middle_side", FaceCells.MIDDLE_SIDE);
        graph.anySizeOutput(
                OUTPUT,
                graph.node(
                        "Concat",
                        List.of(
                                graph.node("Sigmoid", List.of(above)),
                                graph.node("Mul", List.of(planes.get(1), shift)),
                                graph.node("Mul", List.of(planes.get(2), shift)),
                                graph.node("Mul", List.of(graph.node("Exp", List.of(planes.get(3))), side))),
                        Attribute.whole("axis", 1)),
                FaceCells.NUMBERS);
        var all = new TreeMap<>(properties);
        all.put("input", "greys / 255 of a picture whose sides are multiples of " + Cells.STEP);
        all.put(
                "output",
                "of each 4 x 4 pixels: score of a face (one half and more is one), its middle from the cell's, its side");
        graph.write(file, all);
    }
}
