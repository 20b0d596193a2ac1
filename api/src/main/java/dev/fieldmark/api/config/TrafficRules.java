package dev.fieldmark.api.config;

import dev.fieldmark.api.serve.Canary;
import dev.fieldmark.api.serve.Traffic;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code fieldmark.pin} and {@code fieldmark.canary} may say. */
final class TrafficRules {
    private static final String VERSION = "([^@=]+)@([1-9]\\d{0,8}|[a-z][a-z0-9-]{0,63})";
    private static final Pattern PIN = Pattern.compile(VERSION);
    private static final Pattern CANARY = Pattern.compile(VERSION + "=(\\d{1,2}(?:\\.\\d{1,4})?)%");

    private final List<String> problems;

    private TrafficRules(List<String> problems) {
        this.problems = problems;
    }

    /** @param problems where a line is added for each value that breaks a rule */
    static Traffic traffic(FieldmarkConfig config, List<String> problems) {
        var rules = new TrafficRules(problems);
        return new Traffic(
                rules.pins(config.pin().orElse(List.of())),
                rules.canaries(config.canary().orElse(List.of())));
    }

    private Map<ModelName, ModelReference> pins(List<String> texts) {
        var pins = new TreeMap<ModelName, ModelReference>();
        for (String text : texts) {
            Matcher parts = PIN.matcher(text);
            if (!parts.matches() || !ModelName.isValid(parts.group(1))) {
                problems.add(
                        "fieldmark.pin was '" + text
                                + "' but must be a model and one of its versions or aliases, as keypoints@7 or keypoints@stable");
            } else {
                put("fieldmark.pin", reference(parts), reference(parts), pins);
            }
        }
        return pins;
    }

    private Map<ModelName, Canary> canaries(List<String> texts) {
        var canaries = new TreeMap<ModelName, Canary>();
        for (String text : texts) {
            Matcher parts = CANARY.matcher(text);
            if (!parts.matches() || !ModelName.isValid(parts.group(1)) || share(parts) == 0) {
                problems.add("fieldmark.canary was '" + text
                        + "' but must be a model, a version or alias and a share over 0% and under 100%,"
                        + " as keypoints@12=5%");
            } else {
                put("fieldmark.canary", reference(parts), new Canary(reference(parts), share(parts)), canaries);
            }
        }
        return canaries;
    }

    private <T> void put(String property, ModelReference reference, T value, Map<ModelName, T> values) {
        if (values.putIfAbsent(reference.model(), value) != null) {
            problems.add(property + " named " + reference.model() + " twice but must name a model once");
        }
    }

    private static ModelReference reference(Matcher parts) {
        return new ModelReference(new ModelName(parts.group(1)), parts.group(2));
    }

    private static double share(Matcher parts) {
        return Double.parseDouble(parts.group(3)) / 100;
    }
}
