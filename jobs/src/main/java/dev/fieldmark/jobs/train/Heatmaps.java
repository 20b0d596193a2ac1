package dev.fieldmark.jobs.train;

import static dev.fieldmark.jobs.train.EpochResult.PIXELS_PER_UNIT;

import dev.fieldmark.jobs.data.FaceSet;

/**
 * Outputs that are one heatmap of {@value #SIDE} x {@value #SIDE} cells a point, row-major. The softmax of its cells is
 * a distribution over the picture, and its mean is the point: finer than a cell, and differentiable ("integral
 * regression", Sun et al. 2018). Beside the coordinates' loss, the distribution may be drawn to a Gaussian around the
 * target by their cross entropy, which tells every cell what to do.
 */
public record Heatmaps(Criterion criterion) implements PointHead {
    /** Cells a side. */
    public static final int SIDE = 24;

    /** Pixels of a cell a side. */
    public static final double CELL_PIXELS = (double) FaceSet.SIDE / SIDE;

    /** What the width of a cell adds to the variance of x and y together, square pixels: a share lies all over its cell. */
    public static final double CELL_VARIANCE = 2 * CELL_PIXELS * CELL_PIXELS / 12;

    private static final int CELLS = SIDE * SIDE;
    private static final int POINTS = FaceSet.TARGETS / 2;

    @Override
    public int outputs() {
        return POINTS * CELLS;
    }

    /** The middle of a row or column of cells, network units. */
    public static double middle(int cell) {
        double pixels = cell * CELL_PIXELS + (CELL_PIXELS - 1) / 2;
        return (pixels - PIXELS_PER_UNIT) / PIXELS_PER_UNIT;
    }

    @Override
    public float[] units(float[] outputs) {
        int points = outputs.length / CELLS;
        float[] units = new float[2 * points];
        double[] shares = new double[CELLS];
        for (int point = 0; point < points; point++) {
            softmax(outputs, point * CELLS, shares);
            units[2 * point] = (float) meanX(shares);
            units[2 * point + 1] = (float) meanY(shares);
        }
        return units;
    }

    /** The root of the variance of x and that of y together. */
    @Override
    public float[] spreads(float[] outputs) {
        float[] spreads = new float[outputs.length / CELLS];
        double[] shares = new double[CELLS];
        for (int point = 0; point < spreads.length; point++) {
            softmax(outputs, point * CELLS, shares);
            spreads[point] = (float) spread(shares);
        }
        return spreads;
    }

    private static double spread(double[] shares) {
        double meanX = meanX(shares);
        double meanY = meanY(shares);
        double variance = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            double x = middle(cell % SIDE) - meanX;
            double y = middle(cell / SIDE) - meanY;
            variance += shares[cell] * (x * x + y * y);
        }
        return Math.sqrt(PIXELS_PER_UNIT * PIXELS_PER_UNIT * variance + CELL_VARIANCE);
    }

    @Override
    public float[] slopes(float[] targets, float[] outputs) {
        double labelled = Math.max(1, PointHead.labelled(targets));
        float[] slopes = new float[outputs.length];
        double[] shares = new double[CELLS];
        for (int point = 0; point < targets.length / 2; point++) {
            float x = targets[2 * point];
            float y = targets[2 * point + 1];
            if (!Float.isNaN(x) && !Float.isNaN(y)) {
                softmax(outputs, point * CELLS, shares);
                slopes(shares, x, y, labelled, slopes, point * CELLS);
            }
        }
        return slopes;
    }

    private void slopes(double[] shares, double x, double y, double labelled, float[] slopes, int offset) {
        double meanX = meanX(shares);
        double meanY = meanY(shares);
        double slopeX = criterion.slope(meanX - x);
        double slopeY = criterion.slope(meanY - y);
        double[] across = gaussian(x);
        double[] down = gaussian(y);
        double weight = criterion.heatmapWeight();
        for (int row = 0; row < SIDE; row++) {
            double ofRow = (middle(row) - meanY) * slopeY;
            for (int column = 0; column < SIDE; column++) {
                double share = shares[row * SIDE + column];
                double regression = share * ((middle(column) - meanX) * slopeX + ofRow);
                double entropy = weight * (share - across[column] * down[row]);
                slopes[offset + row * SIDE + column] = (float) ((regression + entropy) / labelled);
            }
        }
    }

    /** Of each row or column of cells, what a Gaussian around the place has there; together 1. */
    private double[] gaussian(double place) {
        double deviation = criterion.heatmapSigma() / PIXELS_PER_UNIT;
        float[] exponents = new float[SIDE];
        for (int cell = 0; cell < SIDE; cell++) {
            double distance = (middle(cell) - place) / deviation;
            exponents[cell] = (float) (-distance * distance / 2);
        }
        double[] shares = new double[SIDE];
        softmax(exponents, 0, shares);
        return shares;
    }

    /** Of as many values as there are shares. */
    private static void softmax(float[] values, int offset, double[] shares) {
        float greatest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < shares.length; i++) {
            greatest = Math.max(greatest, values[offset + i]);
        }
        double sum = 0;
        for (int i = 0; i < shares.length; i++) {
            shares[i] = Math.exp((double) values[offset + i] - greatest);
            sum += shares[i];
        }
        for (int i = 0; i < shares.length; i++) {
            shares[i] /= sum;
        }
    }

    private static double meanX(double[] shares) {
        double mean = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            mean += shares[cell] * middle(cell % SIDE);
        }
        return mean;
    }

    private static double meanY(double[] shares) {
        double mean = 0;
        for (int cell = 0; cell < CELLS; cell++) {
            mean += shares[cell] * middle(cell / SIDE);
        }
        return mean;
    }
}
