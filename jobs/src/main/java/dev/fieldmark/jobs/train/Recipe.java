package dev.fieldmark.jobs.train;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A net and how it is trained: every setting that a sweep can search, by the name that the spec uses. The values of
 * net1 to net7 are those of the 2014 tutorial on facial keypoints.
 *
 * @param network net1 to net7
 * @param filters of the convolutions (3x3, 2x2, 2x2), each followed by relu and a 2x2 max pool; empty for net1
 * @param denseUnits of the hidden dense layers
 * @param poolDropout share dropped after each pool; 0 drops nothing
 * @param denseDropout share dropped between the two dense layers
 * @param batchNorm whether each convolution is followed by batch normalisation
 * @param updater nesterovs or adam
 * @param learningRate at the first epoch
 * @param learningRateEnd at the last of maxEpochs, linear in between
 * @param momentum at the first epoch (Nesterov's; Adam's beta1 where the updater is adam)
 * @param momentumEnd at the last
 * @param batchSize faces a batch
 * @param flip whether half of each batch is mirrored
 * @param contrast none: pixels / 255; standardize: each picture then to mean 0 and standard deviation 1
 * @param outputScale factor on the last layer's initial weights: small keeps the first outputs small
 */
public record Recipe(
        String network,
        List<Integer> filters,
        List<Integer> denseUnits,
        List<Double> poolDropout,
        double denseDropout,
        boolean batchNorm,
        Updater updater,
        double learningRate,
        double learningRateEnd,
        double momentum,
        double momentumEnd,
        int batchSize,
        boolean flip,
        Contrast contrast,
        double outputScale) {
    /** The updaters. */
    public enum Updater {
        NESTEROVS,
        ADAM
    }

    /** What is done to each picture's grey values. */
    public enum Contrast {
        NONE,
        STANDARDIZE
    }

    public Recipe {
        filters = List.copyOf(filters);
        denseUnits = List.copyOf(denseUnits);
        poolDropout = List.copyOf(poolDropout);
    }

    /** The names that {@link #of} takes, beside {@code network}. */
    public static SortedMap<String, String> parameterNames() {
        throw new UnsupportedOperationException("not built yet");
    }

    /**
     * The named net with these settings changed. The error names the setting, its value and its rule.
     *
     * @param network net1 to net7
     * @param settings by name, e.g. {@code learning-rate -> 0.03, dropout4 -> 0.5, dense-units -> 1000}
     */
    public static Recipe of(String network, Map<String, String> settings) {
        throw new UnsupportedOperationException("not built yet: " + network + settings);
    }

    /** Every setting by name, so that {@code of(network, settings())} is this recipe: goes into the provenance. */
    public SortedMap<String, String> settings() {
        return new TreeMap<>();
    }
}
