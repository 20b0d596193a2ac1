package dev.fieldmark.domain;

import java.util.OptionalDouble;

/**
 * How honest the radii around estimated keypoints are: the share of the labelled points that lie within them, and how
 * large they are, for a radius of the whole picture covers everything and says nothing.
 */
public final class RadiusCoverage {
    private static final int POINTS = Keypoint.all().size();

    private final int[] labelled = new int[POINTS];
    private final int[] covered = new int[POINTS];
    private final double[] radii = new double[POINTS];

    private RadiusCoverage() {}

    /**
     * Counts the labelled points.
     *
     * @param radiiPixels fifteen a row
     */
    public static RadiusCoverage of(KeypointDistances distances, float[][] radiiPixels) {
        if (radiiPixels.length != distances.rows()) {
            throw new IllegalArgumentException(
                    "rows of radii were " + radiiPixels.length + " but must be " + distances.rows());
        }
        var coverage = new RadiusCoverage();
        for (int row = 0; row < radiiPixels.length; row++) {
            for (Keypoint point : Keypoint.all()) {
                if (distances.isLabelled(row, point)) {
                    coverage.add(point.ordinal(), distances.pixels(row, point), radiiPixels[row][point.ordinal()]);
                }
            }
        }
        return coverage;
    }

    private void add(int point, double distance, double radius) {
        labelled[point]++;
        covered[point] += distance <= radius ? 1 : 0;
        radii[point] += radius;
    }

    /** Share of all labelled points that lie within their radius; empty where there are none. */
    public OptionalDouble share() {
        return ratio(sum(covered), sum(labelled));
    }

    /** The same of one point. */
    public OptionalDouble share(Keypoint point) {
        return ratio(covered[point.ordinal()], labelled[point.ordinal()]);
    }

    /** Mean of the radii around all labelled points; empty where there are none. */
    public OptionalDouble meanRadiusPixels() {
        double sum = 0;
        for (double radius : radii) {
            sum += radius;
        }
        return ratio(sum, sum(labelled));
    }

    /** The same of one point. */
    public OptionalDouble meanRadiusPixels(Keypoint point) {
        return ratio(radii[point.ordinal()], labelled[point.ordinal()]);
    }

    private static int sum(int[] counts) {
        int sum = 0;
        for (int count : counts) {
            sum += count;
        }
        return sum;
    }

    private static OptionalDouble ratio(double part, int whole) {
        return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of(part / whole);
    }
}
