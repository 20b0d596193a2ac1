package dev.fieldmark.jobs.sweep.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/**
 * What a sweep searches.
 *
 * @param dimensions by the parameter's name, in the order of the spec
 * @param conditions under which a parameter exists, by its name; one that is not named always does
 */
public record SearchSpace(Map<String, Dimension> dimensions, Map<String, Condition> conditions) {
    public SearchSpace {
        dimensions = Collections.unmodifiableMap(new LinkedHashMap<>(dimensions));
        conditions = Collections.unmodifiableMap(new LinkedHashMap<>(conditions));
        for (var entry : conditions.entrySet()) {
            check(entry.getKey(), entry.getValue(), dimensions);
        }
        parentsFirst(dimensions, conditions);
    }

    /** A space whose parameters always exist. */
    public static SearchSpace of(Map<String, Dimension> dimensions) {
        return new SearchSpace(dimensions, Map.of());
    }

    private static void check(String name, Condition condition, Map<String, Dimension> dimensions) {
        require(dimensions.containsKey(name), name + ".when", "that of no parameter", "left out");
        condition.values().forEach((parent, values) -> {
            String place = name + ".when." + parent;
            Dimension dimension = Optional.ofNullable(dimensions.get(parent))
                    .orElseThrow(() -> broken(place, "unknown", "one of " + String.join(", ", dimensions.keySet())));
            require(dimension.size().isPresent(), place, "a range of numbers", "a parameter whose values are counted");
            Set<String> known = Set.copyOf(dimension.grid(2));
            for (String value : values) {
                require(known.contains(value), place, value, "a value of " + dimension);
            }
        });
    }

    /** The parameters' names, each after those that its existence hangs on; otherwise in the order of the spec. */
    public List<String> parentsFirst() {
        return parentsFirst(dimensions, conditions);
    }

    private static List<String> parentsFirst(Map<String, Dimension> dimensions, Map<String, Condition> conditions) {
        var sorted = new ArrayList<String>();
        while (sorted.size() < dimensions.size()) {
            String next = dimensions.keySet().stream()
                    .filter(name -> !sorted.contains(name) && sorted.containsAll(parents(name, conditions)))
                    .findFirst()
                    .orElseThrow(() -> broken("when", "a circle", "free of circles"));
            sorted.add(next);
        }
        return sorted;
    }

    private static Set<String> parents(String name, Map<String, Condition> conditions) {
        return conditions.getOrDefault(name, Condition.ALWAYS).values().keySet();
    }

    /** The values of this parameter, which the space has. */
    public Dimension dimension(String name) {
        return Optional.ofNullable(dimensions.get(name)).orElseThrow();
    }

    /** When this parameter exists. */
    public Condition condition(String name) {
        return conditions.getOrDefault(name, Condition.ALWAYS);
    }

    /**
     * A point of the space.
     *
     * @param units where each parameter's value lies in its dimension; asked of those alone that exist there
     */
    public SortedMap<String, String> point(ToDoubleFunction<String> units) {
        var values = new HashMap<String, String>();
        for (String name : parentsFirst()) {
            if (condition(name).holds(values)) {
                values.put(name, dimension(name).at(units.applyAsDouble(name)));
            }
        }
        return new TreeMap<>(values);
    }

    /** Whether this is a point of the space: a value in range for each parameter that exists there, and no other. */
    public boolean contains(Map<String, String> parameters) {
        return dimensions.keySet().containsAll(parameters.keySet())
                && dimensions.entrySet().stream().allMatch(entry -> {
                    String value = parameters.get(entry.getKey());
                    boolean exists = condition(entry.getKey()).holds(parameters);
                    return value == null ? !exists : exists && entry.getValue().contains(value);
                });
    }

    /** The parameters that are not always the same, in the order of the spec. */
    public List<String> searched() {
        return dimensions.entrySet().stream()
                .filter(entry -> !(entry.getValue() instanceof Dimension.Fixed))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void require(boolean holds, String place, String was, String rule) {
        if (!holds) {
            throw broken(place, was, rule);
        }
    }

    private static IllegalArgumentException broken(String place, String was, String rule) {
        return new IllegalArgumentException(place + " was " + was + " but must be " + rule);
    }
}
