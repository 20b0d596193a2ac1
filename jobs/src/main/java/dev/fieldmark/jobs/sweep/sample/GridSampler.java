package dev.fieldmark.jobs.sweep.sample;

import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Every combination, in the order of the spec: the last parameter changes with every trial, the first one least. The
 * points are counted, not listed: which one a trial gets follows from how many begin with each value.
 */
public final class GridSampler implements Sampler {
    private static final int MAX_SIZE = 1_000_000;

    private final SearchSpace space;
    private final int values;
    private final List<String> names;
    /** By index: the parameters before it whose values decide which of those from it on exist. */
    private final List<Set<String>> decisive;

    /** Complete once this is constructed. */
    private final Map<Tail, Integer> sizes = new HashMap<>();

    /** The parameters from this index on, where the decisive ones before have these values. */
    private record Tail(int first, Map<String, String> decided) {}

    /**
     * @param values that stand for each dimension whose values can't be counted, >= 2
     * @throws IllegalArgumentException where the grid has more points than can be counted
     */
    public GridSampler(SearchSpace space, int values) {
        this.space = space;
        this.values = values;
        this.names = space.parentsFirst();
        this.decisive =
                IntStream.rangeClosed(0, names.size()).mapToObj(this::decisive).toList();
        names.forEach(name -> requireCountable(space.dimension(name).size().orElse(values)));
        size(0, Map.of());
    }

    private Set<String> decisive(int first) {
        return names.subList(first, names.size()).stream()
                .flatMap(name -> space.condition(name).values().keySet().stream())
                .filter(names.subList(0, first)::contains)
                .collect(Collectors.toSet());
    }

    private static void requireCountable(long size) {
        if (size > MAX_SIZE) {
            throw new IllegalArgumentException("grid had more than " + MAX_SIZE + " points but must have fewer");
        }
    }

    /** How many points the parameters from this index on make, beside these values of those before. */
    private int size(int first, Map<String, String> before) {
        if (first == names.size()) {
            return 1;
        }
        var decided = new HashMap<>(before);
        decided.keySet().retainAll(decisive.get(first));
        var tail = new Tail(first, Map.copyOf(decided));
        Integer known = sizes.get(tail);
        if (known != null) {
            return known;
        }
        long size = 0;
        for (String value : grid(first, decided)) {
            decided.put(names.get(first), value);
            size += size(first + 1, decided);
            requireCountable(size);
        }
        if (size == 0) {
            size = size(first + 1, decided);
        }
        sizes.put(tail, (int) size);
        return (int) size;
    }

    /** None where the parameter does not exist beside these. */
    private List<String> grid(int index, Map<String, String> before) {
        String name = names.get(index);
        return space.condition(name).holds(before) ? space.dimension(name).grid(values) : List.of();
    }

    @Override
    public OptionalInt size() {
        return OptionalInt.of(size(0, Map.of()));
    }

    @Override
    public Needs needs(int trial) {
        return new Needs.Nothing();
    }

    @Override
    public SortedMap<String, String> propose(int trial, List<Observation> lower) {
        var point = new TreeMap<String, String>();
        int left = Objects.checkIndex(trial, size(0, point));
        for (int index = 0; index < names.size(); index++) {
            for (String value : grid(index, point)) {
                point.put(names.get(index), value);
                int size = size(index + 1, point);
                if (left < size) {
                    break;
                }
                left -= size;
            }
        }
        return point;
    }

    @Override
    public String toString() {
        int size = size(0, Map.of());
        return "grid of " + size + (size == 1 ? " point" : " points");
    }
}
