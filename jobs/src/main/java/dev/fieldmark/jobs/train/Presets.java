package dev.fieldmark.jobs.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Each network's own settings. The tutorial's seven nets are told each by what it changes in the one before; values:
 * Daniel Nouri, "Using convolutional neural nets to detect facial keypoints", 2014. The others are Fieldmark's.
 */
final class Presets {
    static final List<String> NETWORKS =
            List.of("net1", "net2", "net3", "net4", "net5", "net6", "net7", "residual", "hourglass");

    /** Those that can be asked about photos. */
    static final List<String> PHOTO_NETWORKS = List.of("residual");

    /** Those that can be asked about the features of photos. */
    static final List<String> FEATURE_NETWORKS = List.of("head");

    /** Those that can be asked about scenes. */
    static final List<String> SCENE_NETWORKS = List.of("scanner");

    /** What every network for faces has, as the tutorial's first has it. */
    private static final Map<String, String> COMMON = Map.ofEntries(
            Map.entry("initialization", "glorot-uniform"),
            Map.entry("output-scale", "1.0"),
            Map.entry("updater", "nesterovs"),
            Map.entry("learning-rate", "0.01"),
            Map.entry("schedule", "linear"),
            Map.entry("momentum", "0.9"),
            Map.entry("weight-decay", "0"),
            Map.entry("batch-size", "128"),
            Map.entry("flip", "false"),
            Map.entry("mirror-axis", "48"),
            Map.entry("flip-average", "false"),
            Map.entry("rotation", "0"),
            Map.entry("scale", "0"),
            Map.entry("shift", "0"),
            Map.entry("light", "0"),
            Map.entry("noise", "0"),
            Map.entry("cutout", "0"),
            Map.entry("contrast", "none"),
            Map.entry("loss", "mse"),
            Map.entry("loss-width", "2"));

    private static final List<Map<String, String>> LADDER = List.of(
            Map.of("dense1-units", "100", "batch-norm", "false"),
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

    private static final Map<String, String> BEYOND = Map.of(
            "width", "16",
            "blocks", "2",
            "initialization", "he-normal",
            "updater", "adam",
            "learning-rate-end", "1e-5",
            "schedule", "cosine",
            "batch-size", "16",
            "flip", "true",
            "contrast", "standardize");
    private static final Map<String, String> RESIDUAL = Map.of("dropout", "0.0", "output-scale", "0.1");
    private static final Map<String, String> HOURGLASS = Map.of("heatmap-sigma", "4.8", "heatmap-weight", "0.014");

    /** Of photos: changed from every side, for there are few. */
    private static final Map<String, String> PHOTOS = Map.ofEntries(
            Map.entry("width", "24"),
            Map.entry("blocks", "1"),
            Map.entry("dropout", "0.2"),
            Map.entry("initialization", "he-normal"),
            Map.entry("output-scale", "0.1"),
            Map.entry("updater", "adam"),
            Map.entry("learning-rate", "0.003"),
            Map.entry("learning-rate-end", "1e-5"),
            Map.entry("schedule", "cosine"),
            Map.entry("momentum", "0.9"),
            Map.entry("weight-decay", "0.05"),
            Map.entry("batch-size", "16"),
            Map.entry("flip-average", "true"),
            Map.entry("flip", "true"),
            Map.entry("crop", "0.35"),
            Map.entry("stretch", "0.25"),
            Map.entry("rotation", "15"),
            Map.entry("light", "0.3"),
            Map.entry("colour", "0.4"),
            Map.entry("cutout", "0.3"),
            Map.entry("mixup", "0.2"),
            Map.entry("label-smoothing", "0.1"),
            Map.entry("class-balance", "0.5"),
            Map.entry("negatives-weight", "0.5"));

    /** Of features: a photo and its mirror image are all that there is to see of it. */
    private static final Map<String, String> FEATURES = Map.ofEntries(
            Map.entry("hidden-units", "0"),
            Map.entry("dropout", "0.2"),
            Map.entry("initialization", "glorot-uniform"),
            Map.entry("output-scale", "0.1"),
            Map.entry("updater", "adam"),
            Map.entry("learning-rate", "0.003"),
            Map.entry("learning-rate-end", "1e-5"),
            Map.entry("schedule", "cosine"),
            Map.entry("momentum", "0.9"),
            Map.entry("weight-decay", "0.05"),
            Map.entry("batch-size", "32"),
            Map.entry("flip-average", "true"),
            Map.entry("flip", "true"),
            Map.entry("mixup", "0"),
            Map.entry("label-smoothing", "0.1"),
            Map.entry("class-balance", "0.5"),
            Map.entry("negatives-weight", "0.5"));

    private static final Map<String, String> SCENES = Map.ofEntries(
            Map.entry("width", "12"),
            Map.entry("blocks", "2"),
            Map.entry("initialization", "he-normal"),
            Map.entry("output-scale", "0.1"),
            Map.entry("updater", "adam"),
            Map.entry("learning-rate", "0.003"),
            Map.entry("learning-rate-end", "1e-5"),
            Map.entry("schedule", "cosine"),
            Map.entry("momentum", "0.9"),
            Map.entry("weight-decay", "0.01"),
            Map.entry("batch-size", "16"),
            Map.entry("flip-average", "false"),
            Map.entry("flip", "true"),
            Map.entry("rotation", "15"),
            Map.entry("light", "0.4"),
            Map.entry("noise", "0.03"));

    /** For Adam the tutorial has no values: Kingma and Ba's (2015); with its nets constant. */
    private static final Map<String, String> ADAM = Map.of("learning-rate", "0.001", "momentum", "0.9");

    private Presets() {}

    /**
     * The net's own settings; without learning-rate-end and momentum-end where those stay constant.
     *
     * @param updater where another than the net's own is wanted
     */
    static SortedMap<String, String> settings(Subject subject, String network, Optional<String> updater) {
        if (subject instanceof Subject.Photos) {
            require(network, PHOTO_NETWORKS, "photos");
            return new TreeMap<>(PHOTOS);
        }
        if (subject instanceof Subject.Features) {
            require(network, FEATURE_NETWORKS, "the features of a backbone");
            return new TreeMap<>(FEATURES);
        }
        if (subject instanceof Subject.Scenes) {
            require(network, SCENE_NETWORKS, "scenes");
            return new TreeMap<>(SCENES);
        }
        int place = NETWORKS.indexOf(network);
        if (place < 0) {
            throw Rule.broken("network", network, "one of " + String.join(", ", NETWORKS));
        }
        var settings = new TreeMap<>(COMMON);
        if (place < LADDER.size()) {
            LADDER.subList(0, place + 1).forEach(settings::putAll);
        } else {
            settings.putAll(BEYOND);
            settings.putAll(network.equals("residual") ? RESIDUAL : HOURGLASS);
        }
        if ("adam".equals(updater.orElse(settings.get("updater")))) {
            if (place < LADDER.size()) {
                settings.keySet().removeAll(List.of("learning-rate-end", "momentum-end"));
            }
            settings.putAll(ADAM);
        }
        return settings;
    }

    private static void require(String network, List<String> networks, String what) {
        if (!networks.contains(network)) {
            throw Rule.broken("network", network, "one of " + String.join(", ", networks) + " for " + what);
        }
    }
}
