package dev.fieldmark.jobs.sweep.sample;

import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Every combination, in the order of the spec: the last parameter changes with every trial, the first one least. */
public final class GridSampler implements Sampler {
    private static final int MAX_SIZE = 1_000_000;

    /** One parameter and its values. */
    private record Axis(String name, List<String> values) {}

    private final List<Axis> lastFirst = new ArrayList<>();
    private final int size;

    /**
     * @param points that stand for each dimension whose values can't be counted, >= 2
     * @throws IllegalArgumentException where the grid has more points than can be counted
     */
    public GridSampler(SearchSpace space, int points) {
        long count = 1;
        for (Map.Entry<String, Dimension> entry : space.dimensions().entrySet()) {
            int values = entry.getValue().size().orElse(points);
            count *= values;
            if (count > MAX_SIZE) {
                throw new IllegalArgumentException("grid had more than " + MAX_SIZE + " points but must have fewer");
            }
            lastFirst.add(0, new Axis(entry.getKey(), entry.getValue().grid(points)));
        }
        size = (int) count;
    }

    /** Points of the grid. */
    public int size() {
        return size;
    }

    @Override
    public Optional<SortedMap<String, String>> propose(int trial) {
        if (trial >= size) {
            return Optional.empty();
        }
        var parameters = new TreeMap<String, String>();
        int rest = trial;
        for (Axis axis : lastFirst) {
            parameters.put(axis.name(), axis.values().get(rest % axis.values().size()));
            rest /= axis.values().size();
        }
        return Optional.of(parameters);
    }

    @Override
    public String toString() {
        return "grid of " + size + (size == 1 ? " point" : " points");
    }
}
