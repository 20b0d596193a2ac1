package dev.fieldmark.jobs.onnx;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.domain.KeypointDistances;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * What a net's own spread of each point is multiplied with so that 90% of the true points lie within the product:
 * normalized split conformal prediction (Lei et al., "Distribution-free predictive inference for regression", 2018).
 *
 * @param values one for each of {@link Keypoint#all()}, finite and >= 0
 */
@SuppressWarnings("ArrayRecordComponent") // made and written; never compared
record RadiusFactors(float[] values) {
    /** A point with fewer labels takes the quantile over all points. */
    static final int FEWEST_LABELS = 30;

    RadiusFactors {
        if (values.length != Keypoint.all().size()) {
            throw new IllegalArgumentException("radius factors were " + values.length + " but must be "
                    + Keypoint.all().size());
        }
        for (Keypoint point : Keypoint.all()) {
            float value = values[point.ordinal()];
            if (!(value >= 0 && Float.isFinite(value))) {
                throw new IllegalArgumentException(
                        "radius factor of " + point.label() + " was " + value + " but must be finite and >= 0");
            }
        }
    }

    /** The graph then answers the spreads themselves. */
    static RadiusFactors ones() {
        float[] ones = new float[Keypoint.all().size()];
        Arrays.fill(ones, 1);
        return new RadiusFactors(ones);
    }

    /**
     * Fits them to labelled points.
     *
     * @param spreads fifteen a row, pixels, > 0
     * @param rows those that count
     * @throws IllegalArgumentException where none of them has a labelled point
     */
    static RadiusFactors fit(KeypointDistances distances, float[][] spreads, int... rows) {
        List<double[]> ratios = Keypoint.all().stream()
                .map(point -> IntStream.of(rows)
                        .filter(row -> distances.isLabelled(row, point))
                        .mapToDouble(row -> distances.pixels(row, point) / spreads[row][point.ordinal()])
                        .toArray())
                .toList();
        double pooled =
                quantile90(ratios.stream().flatMapToDouble(DoubleStream::of).toArray());
        float[] factors = new float[ratios.size()];
        for (int i = 0; i < factors.length; i++) {
            double[] own = ratios.get(i);
            factors[i] = (float) (own.length < FEWEST_LABELS ? pooled : quantile90(own));
        }
        return new RadiusFactors(factors);
    }

    /**
     * The smallest value that at least 90% of n + 1 lie at or below, the one to come being counted as above: a draw from
     * the same distribution lies there with a probability of at least 90%. The largest where n < 9.
     */
    static double quantile90(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("labelled points were 0 but must be >= 1 to fit a radius");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (9 * (sorted.length + 1) + 9) / 10;
        return sorted[Math.min(rank, sorted.length) - 1];
    }

    /** The radii of one face, pixels, from its spreads. */
    float[] radii(float[] spreads) {
        float[] radii = new float[values.length];
        for (int i = 0; i < radii.length; i++) {
            radii[i] = values[i] * spreads[i];
        }
        return radii;
    }
}
