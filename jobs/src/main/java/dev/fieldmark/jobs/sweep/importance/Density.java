package dev.fieldmark.jobs.sweep.importance;

import java.util.Arrays;
import java.util.List;

/** Densities over cells, sum 1. One imagined value, spread evenly, keeps every cell above 0. */
final class Density {
    private static final int CELLS = 100;
    /** Of a kernel, in units: narrower ones would tell single values apart. */
    private static final double LEAST_WIDTH = 0.02;

    private static final double NORMAL_IQR = 1.34;

    private Density() {}

    /** How often each category occurs. */
    static double[] ofCategories(List<String> values, List<String> categories) {
        double[] density = new double[categories.size()];
        Arrays.fill(density, 1.0 / categories.size());
        values.forEach(value -> density[categories.indexOf(value)]++);
        return shared(density, values.size() + 1);
    }

    /**
     * Gaussian kernels of Silverman's width, cut at 0 and 1, over 100 cells of equal width.
     *
     * @param units each >= 0 and <= 1
     */
    static double[] onUnit(double[] units) {
        double width = Math.max(LEAST_WIDTH, silverman(units));
        double[] density = new double[CELLS];
        Arrays.fill(density, 1.0 / CELLS);
        for (double unit : units) {
            double[] kernel = kernel(unit, width);
            for (int cell = 0; cell < CELLS; cell++) {
                density[cell] += kernel[cell];
            }
        }
        return shared(density, units.length + 1);
    }

    private static double[] kernel(double centre, double width) {
        double[] kernel = new double[CELLS];
        for (int cell = 0; cell < CELLS; cell++) {
            double distance = ((cell + 0.5) / CELLS - centre) / width;
            kernel[cell] = Math.exp(-0.5 * distance * distance);
        }
        return shared(kernel, Arrays.stream(kernel).sum());
    }

    /** Silverman's rule of thumb, with the lesser of the two spreads. */
    private static double silverman(double[] units) {
        double[] sorted = units.clone();
        Arrays.sort(sorted);
        double mean = Arrays.stream(sorted).average().orElse(0);
        double variance =
                Arrays.stream(sorted).map(unit -> (unit - mean) * (unit - mean)).sum() / Math.max(1, sorted.length - 1);
        double deviation = Math.sqrt(variance);
        double quartiles = (quantile(sorted, 0.75) - quantile(sorted, 0.25)) / NORMAL_IQR;
        double spread = quartiles > 0 ? Math.min(deviation, quartiles) : deviation;
        return 1.06 * spread * Math.pow(sorted.length, -0.2);
    }

    private static double quantile(double[] sorted, double share) {
        double place = share * (sorted.length - 1);
        int below = (int) place;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }

    private static double[] shared(double[] weights, double sum) {
        return Arrays.stream(weights).map(weight -> weight / sum).toArray();
    }
}
