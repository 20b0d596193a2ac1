package dev.fieldmark.store;

import java.util.List;

/**
 * What goes into the graph and what comes out. The only input is float32 of shape [n, channels, heightPixels,
 * widthPixels], grey values divided by 255; the only output of a keypoint model is float32 of shape [n, 2 * labels], x
 * then y of each label, in pixels of the net's own picture (0 to widthPixels).
 *
 * @param input the input's name in the graph
 * @param output the output's name in the graph
 * @param labels keypoint labels, or Latin names, in output order
 */
public record Signature(
        String input, int channels, int heightPixels, int widthPixels, String output, List<String> labels) {
    public Signature {
        if (channels < 1 || heightPixels < 1 || widthPixels < 1) {
            throw new IllegalArgumentException("signature was " + channels + "x" + heightPixels + "x" + widthPixels
                    + " but every dimension must be >= 1");
        }
        if (labels.isEmpty()) {
            throw new IllegalArgumentException("signature has no labels but must have at least 1");
        }
        labels = List.copyOf(labels);
    }
}
