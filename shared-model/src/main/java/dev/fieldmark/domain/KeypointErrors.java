package dev.fieldmark.domain;

import java.util.OptionalDouble;

/**
 * How far estimated keypoints lie from the true ones, over the coordinates that are labelled: the root of the mean
 * squared error, in pixels, as Kaggle's 'Facial Keypoints Detection' judges.
 */
public final class KeypointErrors {
    private static final int COORDINATES = 2 * Keypoint.all().size();

    private final int rows;
    private final double[] squares;
    private final int[] labelled;

    private KeypointErrors(int rows, double[] squares, int[] labelled) {
        this.rows = rows;
        this.squares = squares;
        this.labelled = labelled;
    }

    /**
     * Compares estimates with targets.
     *
     * @param estimates thirty coordinates a row, in pixels
     * @param targets thirty coordinates a row, row after row; NaN where not labelled
     */
    public static KeypointErrors of(float[][] estimates, float[] targets) {
        if (targets.length != estimates.length * COORDINATES) {
            throw new IllegalArgumentException("targets were " + targets.length + " but must be " + COORDINATES
                    + " for each of " + estimates.length + " rows");
        }
        double[] squares = new double[COORDINATES];
        int[] labelled = new int[COORDINATES];
        for (int i = 0; i < targets.length; i++) {
            if (!Float.isNaN(targets[i])) {
                double error = (double) estimates[i / COORDINATES][i % COORDINATES] - targets[i];
                squares[i % COORDINATES] += error * error;
                labelled[i % COORDINATES]++;
            }
        }
        return new KeypointErrors(estimates.length, squares, labelled);
    }

    /** Rows compared, labelled or not. */
    public int rows() {
        return rows;
    }

    /** Labelled coordinates, the x and y of a point counted one by one. */
    public int labelledCoordinates() {
        return labelled(0, COORDINATES);
    }

    /** Over all labelled coordinates; empty where there are none. */
    public OptionalDouble rmsePixels() {
        return rmsePixels(0, COORDINATES);
    }

    /** Over the labelled coordinates of one point; empty where there are none. */
    public OptionalDouble rmsePixels(Keypoint keypoint) {
        return rmsePixels(2 * keypoint.ordinal(), 2 * keypoint.ordinal() + 2);
    }

    private OptionalDouble rmsePixels(int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += squares[i];
        }
        int count = labelled(from, to);
        return count == 0 ? OptionalDouble.empty() : OptionalDouble.of(Math.sqrt(sum / count));
    }

    private int labelled(int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            count += labelled[i];
        }
        return count;
    }
}
