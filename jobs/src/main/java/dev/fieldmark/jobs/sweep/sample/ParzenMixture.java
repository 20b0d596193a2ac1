package dev.fieldmark.jobs.sweep.sample;

import java.util.List;
import java.util.stream.IntStream;

/**
 * How likely points are, by those that were tried: around each of them a hill, over all axes at once, and one broad hill
 * around the middle, each with the same weight.
 *
 * <p>Source: Bergstra et al. 2011, "Algorithms for Hyper-Parameter Optimization", section 4; hills over all axes at once
 * are those of Falkner et al. 2018 (BOHB); widths as in Optuna's multivariate TPE.
 */
final class ParzenMixture {
    private final List<Axis> axes;
    /** By hill, then by axis; the last hill is the broad one. */
    private final double[][] centres;

    private final double[][] widths;
    private final double[] normalisations;

    /** @param places that were tried, each with a unit for each axis; may be none */
    ParzenMixture(List<Axis> axes, List<double[]> places) {
        this.axes = axes;
        int hills = places.size() + 1;
        centres = new double[hills][];
        widths = new double[hills][];
        double[] middle = axes.stream().mapToDouble(axis -> 0.5).toArray();
        double[] broad = axes.stream().mapToDouble(Axis::priorWidth).toArray();
        double[] narrow = axes.stream()
                .mapToDouble(axis -> axis.width(Math.max(1, places.size()), axes.size()))
                .toArray();
        for (int hill = 0; hill < hills; hill++) {
            centres[hill] = hill < places.size() ? places.get(hill) : middle;
            widths[hill] = hill < places.size() ? narrow : broad;
        }
        normalisations =
                IntStream.range(0, hills).mapToDouble(this::normalisation).toArray();
    }

    private double normalisation(int hill) {
        double sum = 0;
        for (int axis = 0; axis < axes.size(); axis++) {
            sum += axes.get(axis).normalisation(centres[hill][axis], widths[hill][axis]);
        }
        return sum;
    }

    /** A point, by the likelihood. */
    double[] draw(Draws draws) {
        int hill = draws.index(centres.length);
        return IntStream.range(0, axes.size())
                .mapToDouble(axis -> axes.get(axis).draw(centres[hill][axis], widths[hill][axis], draws))
                .toArray();
    }

    /** The logarithm of the likelihood of a point. */
    double logLikelihood(double[] point) {
        double[] logs = new double[centres.length];
        double largest = Double.NEGATIVE_INFINITY;
        for (int hill = 0; hill < logs.length; hill++) {
            logs[hill] = -normalisations[hill];
            for (int axis = 0; axis < point.length; axis++) {
                logs[hill] += axes.get(axis).logLikelihood(point[axis], centres[hill][axis], widths[hill][axis]);
            }
            largest = Math.max(largest, logs[hill]);
        }
        double sum = 0;
        for (double log : logs) {
            sum += StrictMath.exp(log - largest);
        }
        return largest + StrictMath.log(sum / logs.length);
    }
}
