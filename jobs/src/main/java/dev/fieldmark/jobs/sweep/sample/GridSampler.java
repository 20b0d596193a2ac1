package dev.fieldmark.jobs.sweep.sample;

import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every combination, in the order of the spec: the last parameter changes with every trial, the first one least. */
public final class GridSampler implements Sampler {
    private static final int MAX_SIZE = 1_000_000;

    private final List<SortedMap<String, String>> points;

    /**
     * @param values that stand for each dimension whose values can't be counted, >= 2
     * @throws IllegalArgumentException where the grid has more points than can be counted
     */
    public GridSampler(SearchSpace space, int values) {
        List<SortedMap<String, String>> all = List.of(new TreeMap<>());
        for (String name : space.parentsFirst()) {
            List<String> grid = space.dimension(name).grid(values);
            var longer = new ArrayList<SortedMap<String, String>>();
            for (SortedMap<String, String> point : all) {
                if (space.condition(name).holds(point)) {
                    grid.forEach(value -> longer.add(with(point, name, value)));
                } else {
                    longer.add(point);
                }
                if (longer.size() > MAX_SIZE) {
                    throw new IllegalArgumentException(
                            "grid had more than " + MAX_SIZE + " points but must have fewer");
                }
            }
            all = longer;
        }
        points = all;
    }

    private static SortedMap<String, String> with(SortedMap<String, String> point, String name, String value) {
        var longer = new TreeMap<>(point);
        longer.put(name, value);
        return longer;
    }

    @Override
    public OptionalInt size() {
        return OptionalInt.of(points.size());
    }

    @Override
    public Needs needs(int trial) {
        return new Needs.Nothing();
    }

    @Override
    public SortedMap<String, String> propose(int trial, List<Observation> lower) {
        return points.get(trial);
    }

    @Override
    public String toString() {
        return "grid of " + points.size() + (points.size() == 1 ? " point" : " points");
    }
}
