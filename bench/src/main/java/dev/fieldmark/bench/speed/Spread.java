package dev.fieldmark.bench.speed;

import java.util.List;

/** The median of some figures and how far they lie apart. */
public record Spread(double median, double min, double max) {
    /** Of at least one figure; of an even number, the mean of the two in the middle. */
    public static Spread of(List<Double> figures) {
        List<Double> sorted = figures.stream().sorted().toList();
        int last = sorted.size() - 1;
        double median = (sorted.get(last / 2) + sorted.get((last + 1) / 2)) / 2;
        return new Spread(median, sorted.get(0), sorted.get(last));
    }
}
