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
        Map<String, String> layers = Ladder.settings(network, false);
        boolean convolutional = layers.containsKey("filters1");
        checkSize("filters", filters, convolutional ? 3 : 0);
        checkSize("dense-units", denseUnits, convolutional ? 2 : 1);
        checkSize("dropouts after pools", poolDropout, convolutional ? 3 : 0);
        checkEach("filters%d", filters, Rule.COUNT);
        checkEach("dense%d-units", denseUnits, Rule.COUNT);
        checkEach("dropout%d", poolDropout, Rule.SHARE);
        Rule.SHARE.check("dropout4", denseDropout);
        if (!convolutional && denseDropout != 0) {
            throw Rule.broken("dropout4", denseDropout, "0: " + network + " has one dense layer");
        }
        if (!convolutional && batchNorm) {
            throw Rule.broken("batch-norm", true, "left out: " + network + " has no convolution");
        }
        Rule.POSITIVE.check("learning-rate", learningRate);
        Rule.POSITIVE.check("learning-rate-end", learningRateEnd);
        Rule.SHARE.check("momentum", momentum);
        Rule.SHARE.check("momentum-end", momentumEnd);
        Rule.COUNT.check("batch-size", batchSize);
        Rule.POSITIVE.check("output-scale", outputScale);
    }

    private static void checkSize(String name, List<?> values, int size) {
        if (values.size() != size) {
            throw Rule.broken("number of " + name, values.size(), String.valueOf(size));
        }
    }

    private static void checkEach(String name, List<? extends Number> values, Rule rule) {
        for (int i = 0; i < values.size(); i++) {
            rule.check(name.formatted(i + 1), values.get(i));
        }
    }

    /** The networks, by what each adds to the one before: net1 to net7. */
    public static List<String> networks() {
        return Ladder.NETWORKS;
    }

    /**
     * The rule of each setting, in words, by name: what {@link #of} takes, {@code network} among them (it is the first
     * argument there, and not one of the settings).
     */
    public static SortedMap<String, String> parameterNames() {
        return RecipeReader.rules();
    }

    /**
     * The named net with these settings changed. Where only a schedule's start is given, its end stays the net's own
     * (or equals the start, if that lies beyond it, or if the net's schedule is constant). With the updater adam the
     * defaults are 0.001 and 0.9, constant.
     *
     * @param network net1 to net7
     * @param settings by name, e.g. {@code learning-rate -> 0.03, dropout4 -> 0.5, dense-units -> 1000}
     * @throws IllegalArgumentException naming the setting, its value and its rule
     */
    public static Recipe of(String network, Map<String, String> settings) {
        return new RecipeReader(network, settings).read();
    }

    /**
     * Every setting by name, except {@code network}, so that {@code of(network, settings())} is this recipe: goes into
     * the provenance.
     */
    public SortedMap<String, String> settings() {
        var settings = new TreeMap<String, String>();
        number("filters%d", filters, settings);
        number("dense%d-units", denseUnits, settings);
        number("dropout%d", poolDropout, settings);
        if (!filters.isEmpty()) {
            settings.put("dropout4", String.valueOf(denseDropout));
        }
        settings.put("batch-norm", String.valueOf(batchNorm));
        settings.put("updater", RecipeReader.lowerCase(updater));
        settings.put("learning-rate", String.valueOf(learningRate));
        settings.put("learning-rate-end", String.valueOf(learningRateEnd));
        settings.put("momentum", String.valueOf(momentum));
        settings.put("momentum-end", String.valueOf(momentumEnd));
        settings.put("batch-size", String.valueOf(batchSize));
        settings.put("flip", String.valueOf(flip));
        settings.put("contrast", RecipeReader.lowerCase(contrast));
        settings.put("output-scale", String.valueOf(outputScale));
        return settings;
    }

    private static void number(String name, List<?> values, Map<String, String> settings) {
        for (int i = 0; i < values.size(); i++) {
            settings.put(name.formatted(i + 1), String.valueOf(values.get(i)));
        }
    }
}
