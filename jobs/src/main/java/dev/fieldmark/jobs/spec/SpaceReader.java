package dev.fieldmark.jobs.spec;

import dev.fieldmark.jobs.sweep.space.Condition;
import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Subject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads {@code space}: what each parameter may be, checked by the recipes that would come of it. */
final class SpaceReader {
    private static final String NETWORK = "network";
    private static final Pattern SUBJECT = Pattern.compile("^\\S+ was ");

    private final Problems problems;
    private final Subject subject;
    private final String path;

    /** @param path of the space in the file */
    SpaceReader(Problems problems, Subject subject, String path) {
        this.problems = problems;
        this.subject = subject;
        this.path = path;
    }

    SearchSpace read(SpecMapping space) {
        var dimensions = new LinkedHashMap<String, Dimension>();
        var names = Recipe.parameterNames().keySet();
        space.allowing(names.toArray(String[]::new));
        for (String name : space.keys()) {
            if (names.contains(name)) {
                dimension(space, name).ifPresent(dimension -> dimensions.put(name, dimension));
            }
        }
        var conditions = new LinkedHashMap<String, Condition>();
        for (String name : dimensions.keySet()) {
            if (space.isMapping(name)) {
                SpecMapping entry = space.mapping(name).orElseThrow();
                entry.mapping("when").ifPresent(when -> conditions.put(name, condition(when)));
            }
        }
        try {
            return new SearchSpace(dimensions, conditions);
        } catch (IllegalArgumentException e) {
            problems.add(path + "." + e.getMessage());
            return SearchSpace.of(dimensions);
        }
    }

    private Condition condition(SpecMapping when) {
        var values = new LinkedHashMap<String, Set<String>>();
        for (String parent : when.keys()) {
            if (when.isList(parent)) {
                elements(when, parent, "[a, b, ...]", 1, Integer.MAX_VALUE, ValueRule.TEXT)
                        .ifPresent(allowed -> values.put(parent, new LinkedHashSet<>(allowed)));
            } else {
                when.read(parent, ValueRule.TEXT).ifPresent(allowed -> values.put(parent, Set.of(allowed)));
            }
        }
        return new Condition(values);
    }

    private Optional<Dimension> dimension(SpecMapping space, String name) {
        if (!space.isMapping(name)) {
            return space.read(name, ValueRule.TEXT).map(Dimension.Fixed::new);
        }
        SpecMapping entry = space.mapping(name).orElseThrow();
        entry.allowing("uniform", "log-uniform", "int", "choice", "fixed", "when");
        List<String> kinds =
                entry.keys().stream().filter(key -> !key.equals("when")).toList();
        if (kinds.size() != 1) {
            problems.add(space.path(name) + " had " + (kinds.isEmpty() ? "no key" : "keys " + kinds)
                    + " but must have one of uniform, log-uniform, int, choice, fixed");
            return Optional.empty();
        }
        String kind = kinds.get(0);
        try {
            return switch (kind) {
                case "uniform" -> range(entry, kind).map(ends -> new Dimension.Uniform(ends.get(0), ends.get(1)));
                case "log-uniform" ->
                    range(entry, kind).map(ends -> new Dimension.LogUniform(ends.get(0), ends.get(1)));
                case "int" ->
                    whole(entry, kind)
                            .map(ends -> new Dimension.IntRange(
                                    ends.get(0), ends.get(1), ends.size() == 2 ? 1 : ends.get(2)));
                case "choice" ->
                    elements(entry, kind, "[a, b, ...]", 1, Integer.MAX_VALUE, ValueRule.TEXT)
                            .map(Dimension.Choice::new);
                case "fixed" -> entry.read(kind, ValueRule.TEXT).map(Dimension.Fixed::new);
                default -> Optional.empty(); // told as unknown
            };
        } catch (IllegalArgumentException e) {
            problems.add(space.path(name) + "." + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<List<Double>> range(SpecMapping entry, String kind) {
        return elements(entry, kind, "[low, high]", 2, 2, ValueRule.NUMBER);
    }

    private Optional<List<Integer>> whole(SpecMapping entry, String kind) {
        return elements(entry, kind, "[low, high] or [low, high, step]", 2, 3, ValueRule.WHOLE);
    }

    private <T> Optional<List<T>> elements(
            SpecMapping entry, String kind, String form, int fewest, int most, ValueRule<T> rule) {
        Optional<SpecMapping> list = entry.list(kind, form);
        if (list.isEmpty()) {
            return Optional.empty();
        }
        int size = list.get().keys().size();
        if (size < fewest || size > most) {
            problems.broken(entry.path(kind), "a list of " + size, form);
            return Optional.empty();
        }
        var values = new ArrayList<T>();
        list.get().keys().forEach(key -> list.get().read(key, rule).ifPresent(values::add));
        return values.size() == size ? Optional.of(values) : Optional.empty();
    }

    /** Adds a problem for each end of a dimension with which one of the networks that may have it can't be built. */
    void check(SearchSpace space, Optional<String> network) {
        List<String> networks = networks(space, network);
        space.dimensions()
                .forEach((name, dimension) -> dimension.ends().forEach((place, value) -> {
                    String where = path + "." + name + (dimension instanceof Dimension.Fixed ? "" : "." + place);
                    Set<String> own = space.condition(name).values().getOrDefault(NETWORK, Set.copyOf(networks));
                    if (name.equals(NETWORK)) {
                        checkRecipe(where, value, Map.of());
                    } else {
                        networks.stream()
                                .filter(own::contains)
                                .forEach(net -> checkRecipe(where, net, settings(space, name, value)));
                    }
                }));
    }

    /** The setting, beside the first with which it exists. */
    private static Map<String, String> settings(SearchSpace space, String name, String value) {
        var settings = new HashMap<>(Map.of(name, value));
        space.condition(name).values().forEach((parent, values) -> {
            if (!parent.equals(NETWORK)) {
                settings.put(parent, values.iterator().next());
            }
        });
        return settings;
    }

    private void checkRecipe(String where, String network, Map<String, String> settings) {
        try {
            Recipe.of(subject, network, settings);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            var subject = SUBJECT.matcher(message);
            problems.add(subject.find() ? subject.replaceFirst(where + " was ") : where + ": " + message);
        }
    }

    /** Those that a trial may have; where the spec is wrong about them, the one with every layer stands in. */
    private List<String> networks(SearchSpace space, Optional<String> network) {
        List<String> searched = Optional.ofNullable(space.dimensions().get(NETWORK))
                .map(dimension -> List.copyOf(dimension.ends().values()))
                .orElseGet(() -> network.stream().toList());
        List<String> known =
                searched.stream().filter(Recipe.networks(subject)::contains).toList();
        List<String> all = Recipe.networks(subject);
        return known.isEmpty() ? List.of(all.get(all.size() - 1)) : known;
    }
}
