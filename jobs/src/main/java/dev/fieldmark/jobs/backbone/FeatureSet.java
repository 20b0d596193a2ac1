package dev.fieldmark.jobs.backbone;

import java.util.stream.IntStream;

/**
 * What a backbone said of photos, read-only by convention.
 *
 * @param length of each photo's features
 * @param plain of each photo
 * @param mirrored of each photo's mirror image
 */
public record FeatureSet(int length, float[][] plain, float[][] mirrored) {
    public FeatureSet {
        if (plain.length != mirrored.length) {
            throw new IllegalArgumentException("feature set had " + plain.length + " photos and " + mirrored.length
                    + " mirror images but must have as many of each");
        }
    }

    public int size() {
        return plain.length;
    }

    /** Those at these places. */
    FeatureSet at(IntStream places) {
        int[] chosen = places.toArray();
        return new FeatureSet(
                length,
                IntStream.of(chosen).mapToObj(place -> plain[place]).toArray(float[][]::new),
                IntStream.of(chosen).mapToObj(place -> mirrored[place]).toArray(float[][]::new));
    }
}
