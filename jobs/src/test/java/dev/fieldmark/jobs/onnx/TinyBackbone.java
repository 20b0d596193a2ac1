package dev.fieldmark.jobs.onnx;

import dev.fieldmark.image.SquarePhoto;
import dev.fieldmark.jobs.data.Sha256;
import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Feature extractors as users bring them: a convolution with drawn weights, whose planes, their means, and what a dense
 * layer makes of these are all there.
 */
public final class TinyBackbone {
    public static final int FEATURES = 24;
    static final int CLASSES = 5;

    private TinyBackbone() {}

    /** Writes one whose only output is the means of its planes; gives its sha256. */
    public static String write(Path file, int sidePixels) throws IOException {
        byte[] bytes = bytes(sidePixels, "means");
        Files.write(file, bytes);
        return Sha256.hex(bytes);
    }

    /** Its output is {@code planes}, {@code means} or {@code classes}. */
    static byte[] bytes(int sidePixels, String output) {
        var random = new Random(3);
        var graph = new OnnxGraph();
        graph.input("pixels", SquarePhoto.CHANNELS, sidePixels, sidePixels);
        String kernel = graph.constant(
                "kernel", floats(random, FEATURES * SquarePhoto.CHANNELS * 25), FEATURES, SquarePhoto.CHANNELS, 5, 5);
        String bias = graph.constant("bias", floats(random, FEATURES), FEATURES);
        String sums = graph.node(
                "Conv",
                List.of("pixels", kernel, bias),
                Attribute.wholes("kernel_shape", 5, 5),
                Attribute.wholes("strides", 2, 2));
        String planes = graph.node("Relu", List.of(sums));
        String pooled = graph.node("GlobalAveragePool", List.of(planes));
        String means = graph.node("Flatten", List.of(pooled), Attribute.whole("axis", 1));
        String weights = graph.constant("weights", floats(random, FEATURES * CLASSES), FEATURES, CLASSES);
        String classes = graph.node("MatMul", List.of(means, weights));
        graph.outputOfAnyShape(
                output,
                switch (output) {
                    case "planes" -> planes;
                    case "means" -> means;
                    default -> classes;
                });
        return graph.toBytes();
    }

    private static float[] floats(Random random, int count) {
        float[] floats = new float[count];
        for (int i = 0; i < count; i++) {
            floats[i] = (float) random.nextGaussian() / 5;
        }
        return floats;
    }
}
