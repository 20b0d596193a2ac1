package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.backbone.BackboneException;
import dev.fieldmark.jobs.backbone.BackboneInput;
import dev.fieldmark.jobs.backbone.BackboneInput.Channels;
import dev.fieldmark.jobs.backbone.BackboneInput.Layout;
import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
import java.util.List;

/**
 * A backbone as nodes of a graph: photos are brought to what it was taught with, and planes to their means.
 *
 * @param planes whether its output is planes, and not a row of features
 */
record BackboneNodes(BackboneModel model, BackboneModel.Part part, BackboneInput input, boolean planes) {
    private static final int CHANNELS = 3;

    /**
     * The nodes of a backbone whose output is not known yet.
     *
     * @param sidePixels of the photos
     * @throws BackboneException where it can't be joined, or takes other photos
     */
    static BackboneNodes of(Backbone backbone, byte[] bytes, int sidePixels) throws BackboneException {
        BackboneModel model = BackboneModel.read(bytes);
        BackboneModel.Part part = model.part(model.output(backbone.output()));
        requirePhotos(part.input(), backbone.input().layout(), sidePixels);
        return new BackboneNodes(model, part, backbone.input(), false);
    }

    private static void requirePhotos(ForeignInput input, Layout layout, int sidePixels) throws BackboneException {
        if (input.type() != ForeignInput.FLOAT) {
            throw new BackboneException("file had input " + input.name() + " of element type " + input.type()
                    + " but must have one of 32-bit floats, type " + ForeignInput.FLOAT);
        }
        boolean first = layout == Layout.NCHW;
        String expected = first
                ? "n x 3 x %d x %d".formatted(sidePixels, sidePixels)
                : "n x %d x %d x 3".formatted(sidePixels, sidePixels);
        List<Long> sizes = input.dimensions();
        // the first may be 1: whether the operators take more is seen when they are tried
        boolean holds = sizes.size() == 4
                && isOrOpen(sizes.get(first ? 1 : 3), CHANNELS)
                && isOrOpen(sizes.get(first ? 2 : 1), sidePixels)
                && isOrOpen(sizes.get(first ? 3 : 2), sidePixels);
        if (!holds) {
            throw new BackboneException("file had input " + input.name() + " of shape " + input.shape()
                    + " but must have one of " + expected + ": the photos' side is that of prepare --side,"
                    + " their layout that of input.layout");
        }
    }

    private static boolean isOrOpen(long size, int expected) {
        return ForeignInput.isOpen(size) || size == expected;
    }

    /** The same, its output being planes or not. */
    BackboneNodes ofPlanes(boolean output) {
        return new BackboneNodes(model, part, input, output);
    }

    /** A graph to which they can be added. */
    OnnxGraph graph() {
        return OnnxGraph.taking(model);
    }

    /**
     * Adds the nodes, once a graph; gives the name of the features [n, length].
     *
     * @param photos name of sRGB samples / 255, [n, 3, side, side]
     */
    String add(OnnxGraph graph, String photos) {
        String output = part.addTo(graph, prepared(graph, photos));
        if (!planes) {
            return output;
        }
        return input.layout() == Layout.NCHW ? graph.means(output, 2, 3) : graph.means(output, 1, 2);
    }

    /** {@code (scale * sample - mean) / std}, its channels in the backbone's order. */
    private String prepared(OnnxGraph graph, String photos) {
        String ordered = input.channels() == Channels.RGB
                ? photos
                : graph.node(
                        "Gather", List.of(photos, graph.wholes("blue_green_red", 2, 1, 0)), Attribute.whole("axis", 1));
        float[] factors = new float[CHANNELS];
        float[] offsets = new float[CHANNELS];
        for (int i = 0; i < CHANNELS; i++) {
            factors[i] = (float) (input.scale() / input.std().get(i));
            offsets[i] = (float) (input.mean().get(i) / input.std().get(i));
        }
        String scaled = graph.node("Mul", List.of(ordered, graph.constant("factors", factors, 1, CHANNELS, 1, 1)));
        String units = graph.node("Sub", List.of(scaled, graph.constant("offsets", offsets, 1, CHANNELS, 1, 1)));
        return input.layout() == Layout.NCHW
                ? units
                : graph.node("Transpose", List.of(units), Attribute.wholes("perm", 0, 2, 3, 1));
    }
}
