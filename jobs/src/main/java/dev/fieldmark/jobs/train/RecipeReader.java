package dev.fieldmark.jobs.train;

import dev.fieldmark.jobs.train.Criterion.Loss;
import dev.fieldmark.jobs.train.Learning.Updater;
import dev.fieldmark.jobs.train.Recipe.Contrast;
import dev.fieldmark.jobs.train.Recipe.Initialization;
import dev.fieldmark.jobs.train.Schedule.Shape;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** From settings by name to a recipe: the net's own settings, the given ones over them, each checked. */
final class RecipeReader {
    private static final String SWITCH = "true or false";
    /** Of each setting, in words, by name. */
    static final SortedMap<String, String> RULES = rules();

    private final Subject subject;
    private final String network;
    private final Map<String, String> settings;

    RecipeReader(Subject subject, String network, Map<String, String> given) {
        this.subject = subject;
        this.network = network;
        SortedMap<String, String> own = Presets.settings(subject, network, Optional.ofNullable(given.get("updater")));
        given = spreadDenseUnits(given, own);
        given.forEach((name, value) -> checkName(name, value, own));
        settings = new TreeMap<>(own);
        settings.putAll(given);
        settleEnds(given, own);
    }

    private static SortedMap<String, String> rules() {
        var rules = new TreeMap<String, String>();
        rules.put("network", "one of " + String.join(", ", Presets.NETWORKS) + ", head, scanner");
        rules.put("updater", Words.oneOf(Updater.values()));
        rules.put("schedule", Words.oneOf(Shape.values()));
        rules.put("contrast", Words.oneOf(Contrast.values()));
        rules.put("initialization", Words.oneOf(Initialization.values()));
        rules.put("loss", Words.oneOf(Loss.values()));
        put(rules, SWITCH, "flip", "flip-average", "batch-norm");
        put(
                rules,
                Rule.POSITIVE,
                "learning-rate",
                "learning-rate-end",
                "output-scale",
                "loss-width",
                "heatmap-sigma",
                "mirror-axis");
        put(rules, Rule.NOT_NEGATIVE, "light", "heatmap-weight", "mixup", "negatives-weight");
        put(rules, Rule.DEGREES, "rotation");
        put(rules, Rule.PIXELS, "shift");
        put(rules, Rule.SHARE, "momentum", "momentum-end", "weight-decay", "scale", "noise", "cutout");
        put(rules, Rule.SHARE, "stretch", "colour", "label-smoothing");
        put(rules, Rule.FRACTION, "class-balance");
        put(rules, Rule.PART, "crop");
        put(rules, Rule.SHARE, "dropout", "dropout1", "dropout2", "dropout3", "dropout4");
        put(rules, Rule.COUNT, "batch-size", "width", "blocks", "filters1", "filters2", "filters3");
        put(rules, Rule.COUNT_OR_NONE, "hidden-units");
        put(rules, Rule.COUNT, "dense-units", "dense1-units", "dense2-units");
        return Collections.unmodifiableSortedMap(rules);
    }

    private static void put(Map<String, String> rules, Rule rule, String... names) {
        put(rules, rule.words(), names);
    }

    private static void put(Map<String, String> rules, String rule, String... names) {
        Arrays.stream(names).forEach(name -> rules.put(name, rule));
    }

    Recipe read() {
        return new Recipe(
                subject,
                network,
                architecture(),
                choice("initialization", Initialization.values()),
                number("output-scale"),
                learning(),
                onOrOff("flip-average"),
                lesson());
    }

    private Lesson lesson() {
        if (subject instanceof Subject.Species) {
            return photos();
        }
        return subject instanceof Subject.Scenes ? scenes() : faces();
    }

    private Lesson scenes() {
        return new Lesson.Scenes(onOrOff("flip"), number("rotation"), number("light"), number("noise"));
    }

    private Lesson faces() {
        return new Lesson.Faces(
                new Augmentation(
                        onOrOff("flip"),
                        number("mirror-axis"),
                        number("rotation"),
                        number("scale"),
                        number("shift"),
                        number("light"),
                        number("noise"),
                        number("cutout")),
                choice("contrast", Contrast.values()),
                new Criterion(
                        choice("loss", Loss.values()),
                        number("loss-width"),
                        has("heatmap-sigma") ? number("heatmap-sigma") : 1,
                        has("heatmap-weight") ? number("heatmap-weight") : 0));
    }

    private Lesson photos() {
        return new Lesson.Photos(
                has("crop")
                        ? new PhotoAugmentation(
                                onOrOff("flip"),
                                number("crop"),
                                number("stretch"),
                                number("rotation"),
                                number("light"),
                                number("colour"),
                                number("cutout"),
                                number("mixup"))
                        : PhotoAugmentation.ofFeatures(onOrOff("flip"), number("mixup")),
                number("label-smoothing"),
                number("class-balance"),
                number("negatives-weight"));
    }

    private Architecture architecture() {
        if (network.equals("hourglass")) {
            return new Architecture.Hourglass(count("width"), count("blocks"));
        }
        if (network.equals("scanner")) {
            return new Architecture.Scanner(count("width"), count("blocks"));
        }
        if (network.equals("residual")) {
            return new Architecture.Residual(count("width"), count("blocks"), number("dropout"));
        }
        if (network.equals("head")) {
            return new Architecture.Dense(count("hidden-units"), number("dropout"));
        }
        return new Architecture.Tutorial(
                has("filters1") ? counts("filters1", "filters2", "filters3") : List.of(),
                has("dense2-units") ? counts("dense1-units", "dense2-units") : counts("dense1-units"),
                has("dropout1") ? numbers("dropout1", "dropout2", "dropout3") : List.of(),
                has("dropout4") ? number("dropout4") : 0,
                onOrOff("batch-norm"));
    }

    private Learning learning() {
        return new Learning(
                choice("updater", Updater.values()),
                number("learning-rate"),
                number("learning-rate-end"),
                choice("schedule", Shape.values()),
                number("momentum"),
                number("momentum-end"),
                number("weight-decay"),
                count("batch-size"));
    }

    /** dense-units stands for every hidden dense layer of the net; a layer's own setting goes before it. */
    private static Map<String, String> spreadDenseUnits(Map<String, String> given, Map<String, String> own) {
        var spread = new TreeMap<>(given);
        String units = spread.remove("dense-units");
        if (units != null) {
            Stream.of("dense1-units", "dense2-units")
                    .filter(own::containsKey)
                    .forEach(name -> spread.putIfAbsent(name, units));
        }
        return spread;
    }

    private void checkName(String name, String value, Map<String, String> own) {
        if (name.equals("network")) {
            throw Rule.broken(name, value, "given beside a recipe's settings, not among them");
        }
        if (!RULES.containsKey(name)) {
            throw new IllegalArgumentException(
                    "unknown setting " + name + ": must be one of " + String.join(", ", RULES.keySet()));
        }
        boolean end = name.equals("learning-rate-end") || name.equals("momentum-end");
        if (!end && !own.containsKey(name)) {
            throw Rule.broken(name, value, "left out: " + network + " has no such setting");
        }
    }

    /**
     * A schedule that decays (or a momentum that grows) keeps the net's own end when only the start is given, unless
     * the start lies beyond it; a constant one follows its start.
     */
    private void settleEnds(Map<String, String> given, Map<String, String> own) {
        if (!given.containsKey("learning-rate-end")) {
            boolean keeps =
                    own.containsKey("learning-rate-end") && number("learning-rate-end") <= number("learning-rate");
            settings.put("learning-rate-end", keeps ? text("learning-rate-end") : text("learning-rate"));
        }
        if (!given.containsKey("momentum-end")) {
            boolean keeps = own.containsKey("momentum-end") && number("momentum-end") >= number("momentum");
            settings.put("momentum-end", keeps ? text("momentum-end") : text("momentum"));
        }
    }

    private boolean has(String name) {
        return settings.containsKey(name);
    }

    private String text(String name) {
        String text = settings.get(name);
        if (text == null) {
            throw new IllegalArgumentException(name + " is missing in the settings of " + network);
        }
        return text;
    }

    private List<Integer> counts(String... names) {
        return Arrays.stream(names).map(this::count).toList();
    }

    private List<Double> numbers(String... names) {
        return Arrays.stream(names).map(this::number).toList();
    }

    private int count(String name) {
        try {
            return Integer.parseInt(text(name));
        } catch (NumberFormatException e) {
            throw Rule.broken(name, text(name), Rule.COUNT.words());
        }
    }

    private double number(String name) {
        try {
            return Double.parseDouble(text(name));
        } catch (NumberFormatException e) {
            throw Rule.broken(name, text(name), "a number");
        }
    }

    private boolean onOrOff(String name) {
        return switch (text(name)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw Rule.broken(name, text(name), SWITCH);
        };
    }

    private <E extends Enum<E>> E choice(String name, E[] choices) {
        return Words.find(text(name), choices).orElseThrow(() -> Rule.broken(name, text(name), Words.oneOf(choices)));
    }
}
