package dev.fieldmark.jobs.train;

import static dev.fieldmark.jobs.train.EpochResult.PIXELS_PER_UNIT;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceSet;

/**
 * A face in the mirror.
 *
 * @param axis the x, in pixels, at which points are mirrored; pictures always are at their middle
 */
public record Mirror(double axis) {
    /** Mirrors a picture in place. */
    public static void picture(float[] pictures, int offset) {
        for (int row = offset; row < offset + FaceSet.PIXELS; row += FaceSet.SIDE) {
            for (int left = row, right = row + FaceSet.SIDE - 1; left < right; left++, right--) {
                float pixel = pictures[left];
                pictures[left] = pictures[right];
                pictures[right] = pixel;
            }
        }
    }

    /**
     * Thirty coordinates in network units, mirrored: each point becomes its counterpart, for the left eye of a mirrored
     * face is its right one.
     */
    public float[] units(float[] units) {
        float sum = (float) (2 * (axis - PIXELS_PER_UNIT) / PIXELS_PER_UNIT);
        float[] mirrored = new float[units.length];
        for (Keypoint point : Keypoint.all()) {
            int from = 2 * point.ordinal();
            int to = 2 * point.mirrored().ordinal();
            mirrored[to] = sum - units[from];
            mirrored[to + 1] = units[from + 1];
        }
        return mirrored;
    }
}
