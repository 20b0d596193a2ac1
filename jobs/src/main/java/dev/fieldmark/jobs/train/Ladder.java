package dev.fieldmark.jobs.train;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The tutorial's seven nets, each told by what it changes in the one before. Values: Daniel Nouri, "Using
 * convolutional neural nets to detect facial keypoints", 2014.
 */
final class Ladder {
    static final List<String> NETWORKS = List.of("net1", "net2", "net3", "net4", "net5", "net6", "net7");

    private static final List<Map<String, String>> STEPS = List.of(
            Map.of(
                    "dense1-units", "100",
                    "updater", "nesterovs",
                    "learning-rate", "0.01",
                    "momentum", "0.9",
                    "batch-size", "128",
                    "flip", "false",
                    "contrast", "none",
                    "output-scale", "1.0",
                    "batch-norm", "false"),
            Map.of(
                    "filters1", "32",
                    "filters2", "64",
                    "filters3", "128",
                    "dense1-units", "500",
                    "dense2-units", "500",
                    "dropout1", "0.0",
                    "dropout2", "0.0",
                    "dropout3", "0.0",
                    "dropout4", "0.0"),
            Map.of("flip", "true"),
            Map.of(
                    "flip", "false",
                    "learning-rate", "0.03",
                    "learning-rate-end", "0.0001",
                    "momentum-end", "0.999"),
            Map.of("flip", "true"),
            Map.of("dropout1", "0.1", "dropout2", "0.2", "dropout3", "0.3", "dropout4", "0.5"),
            Map.of("dense1-units", "1000", "dense2-units", "1000"));

    /** For Adam the tutorial has no values: Kingma and Ba's (2015), constant. */
    private static final Map<String, String> ADAM = Map.of("learning-rate", "0.001", "momentum", "0.9");

    private Ladder() {}

    /** The net's own settings; without learning-rate-end and momentum-end where those stay constant. */
    static SortedMap<String, String> settings(String network, boolean adam) {
        int place = NETWORKS.indexOf(network);
        if (place < 0) {
            throw Rule.broken("network", network, "one of " + String.join(", ", NETWORKS));
        }
        var settings = new TreeMap<String, String>();
        STEPS.subList(0, place + 1).forEach(settings::putAll);
        if (adam) {
            settings.keySet().removeAll(List.of("learning-rate-end", "momentum-end"));
            settings.putAll(ADAM);
        }
        return settings;
    }
}
