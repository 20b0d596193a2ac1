package dev.fieldmark.jobs.sweep.space;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * When a parameter exists: where each of these other parameters exists and has one of these values.
 *
 * @param values that the other parameter may have, by its name; none: always
 */
public record Condition(Map<String, Set<String>> values) {
    public static final Condition ALWAYS = new Condition(Map.of());

    public Condition {
        var copy = new LinkedHashMap<String, Set<String>>();
        values.forEach((name, allowed) -> copy.put(name, Collections.unmodifiableSet(new LinkedHashSet<>(allowed))));
        values = Collections.unmodifiableMap(copy);
    }

    /** Whether the parameter exists beside these. */
    public boolean holds(Map<String, String> parameters) {
        return values.entrySet().stream()
                .allMatch(entry -> parameters.containsKey(entry.getKey())
                        && entry.getValue().contains(parameters.get(entry.getKey())));
    }

    /** In words; empty for always. */
    @Override
    public String toString() {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + " is " + String.join(" or ", entry.getValue()))
                .collect(Collectors.joining(" and "));
    }
}
