package dev.fieldmark.domain;

/**
 * How far each estimated keypoint lies from the true one.
 *
 * @param estimates thirty coordinates a row, in pixels
 * @param targets thirty coordinates a row, row after row; NaN where not labelled
 */
@SuppressWarnings("ArrayRecordComponent") // a view; never compared
public record KeypointDistances(float[][] estimates, float[] targets) {
    private static final int COORDINATES = 2 * Keypoint.all().size();

    public KeypointDistances {
        if (targets.length != estimates.length * COORDINATES) {
            throw new IllegalArgumentException("targets were " + targets.length + " but must be " + COORDINATES
                    + " for each of " + estimates.length + " rows");
        }
    }

    public int rows() {
        return estimates.length;
    }

    public boolean isLabelled(int row, Keypoint point) {
        int x = row * COORDINATES + 2 * point.ordinal();
        return !Float.isNaN(targets[x]) && !Float.isNaN(targets[x + 1]);
    }

    /** In pixels; NaN where the point is not labelled. */
    public double pixels(int row, Keypoint point) {
        int x = 2 * point.ordinal();
        return Math.hypot(
                (double) estimates[row][x] - targets[row * COORDINATES + x],
                (double) estimates[row][x + 1] - targets[row * COORDINATES + x + 1]);
    }
}
