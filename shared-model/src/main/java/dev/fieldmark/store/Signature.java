package dev.fieldmark.store;

import dev.fieldmark.detect.Cells;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What goes into the graph and what comes out. The only input is float32 of shape [n, channels, heightPixels,
 * widthPixels], grey values or sRGB samples divided by 255. The first output of a keypoint model is float32 of shape [n,
 * 2 * labels], x then y of each label, in pixels of the net's own picture (0 to widthPixels); that of a species model is
 * float32 of shape [n, labels], the probability of each.
 *
 * @param input the input's name in the graph
 * @param output the first output's name in the graph
 * @param labels keypoint labels, or Latin names, in output order
 * @param radiusOutput name of the second output, where the graph has one: float32 of shape [n, labels], the radius, in
 *     pixels of the net's own picture, of the circle around each label's point in which the true one lies with a
 *     probability of 90%
 * @param scoreOutput name of the second output of a species model: float32 of shape [n], how much the photo looks like
 *     any of the group; absent for keypoints
 */
public record Signature(
        String input,
        int channels,
        int heightPixels,
        int widthPixels,
        String output,
        List<String> labels,
        Optional<String> radiusOutput,
        Optional<String> scoreOutput) {
    public Signature {
        if (channels < 1 || heightPixels < 1 || widthPixels < 1) {
            throw new IllegalArgumentException("signature was " + channels + "x" + heightPixels + "x" + widthPixels
                    + " but every dimension must be >= 1");
        }
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("signature has no labels but must have at least 1");
        }
        if (radiusOutput.equals(Optional.of(output))) {
            throw new IllegalArgumentException("radiusOutput was '" + output + "' but must not be the output");
        }
        labels = List.copyOf(labels);
    }

    /** Of a graph that has no radii. */
    public Signature(
            String input, int channels, int heightPixels, int widthPixels, String output, List<String> labels) {
        this(input, channels, heightPixels, widthPixels, output, labels, Optional.empty(), Optional.empty());
    }

    /** Of a keypoint graph, as it is now. */
    public static Signature withRadii(
            String input, int channels, int sidePixels, String output, List<String> labels, String radiusOutput) {
        return new Signature(
                input, channels, sidePixels, sidePixels, output, labels, Optional.of(radiusOutput), Optional.empty());
    }

    /** Of a graph for species. */
    public static Signature withScore(
            String input, int channels, int sidePixels, String output, List<String> labels, String scoreOutput) {
        return new Signature(
                input, channels, sidePixels, sidePixels, output, labels, Optional.empty(), Optional.of(scoreOutput));
    }

    /** Of one picture: channels, height and width. */
    public List<Integer> inputShape() {
        return List.of(channels, heightPixels, widthPixels);
    }

    /** How many values one picture has. */
    public int inputSize() {
        return channels * heightPixels * widthPixels;
    }

    /**
     * Of one picture's outputs, by name, in the graph's order; that of a single number is empty. A score tells species,
     * with a probability a label, from keypoints, with two coordinates a label; a detector has its labels of each cell.
     */
    public Map<String, List<Integer>> outputShapes() {
        var shapes = new LinkedHashMap<String, List<Integer>>();
        if (labels.equals(Cells.OUTPUTS)) {
            shapes.put(output, List.of(labels.size(), heightPixels / Cells.PIXELS, widthPixels / Cells.PIXELS));
        } else {
            shapes.put(output, List.of(scoreOutput.isPresent() ? labels.size() : 2 * labels.size()));
        }
        radiusOutput.ifPresent(name -> shapes.put(name, List.of(labels.size())));
        scoreOutput.ifPresent(name -> shapes.put(name, List.of()));
        return Collections.unmodifiableMap(shapes);
    }

    /** The same without radii. */
    public Signature withoutRadii() {
        return new Signature(input, channels, heightPixels, widthPixels, output, labels);
    }
}
