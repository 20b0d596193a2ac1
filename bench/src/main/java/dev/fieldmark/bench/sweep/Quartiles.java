package dev.fieldmark.bench.sweep;

import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;

/** The median and between what the middle half lies; of two middle values their mean. */
public record Quartiles(double lower, double median, double upper) {
    public static Quartiles of(Collection<Double> values) {
        double[] sorted = values.stream().mapToDouble(value -> value).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("values were 0 but must be >= 1");
        }
        int half = (sorted.length + 1) / 2;
        return new Quartiles(
                middle(Arrays.copyOf(sorted, half)),
                middle(sorted),
                middle(Arrays.copyOfRange(sorted, sorted.length - half, sorted.length)));
    }

    private static double middle(double[] sorted) {
        double right = sorted[sorted.length / 2];
        double left = sorted[(sorted.length - 1) / 2];
        return left == right ? left : (left + right) / 2; // not of two infinities
    }

    @Override
    public String toString() {
        return number(median) + " (" + number(lower) + " to " + number(upper) + ")";
    }

    private static String number(double value) {
        if (Double.isInfinite(value)) {
            return "never";
        }
        return String.format(Locale.ROOT, Math.abs(value) >= 100 || value == 0 ? "%.0f" : "%.3g", value);
    }
}
