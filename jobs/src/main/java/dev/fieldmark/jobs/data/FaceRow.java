package dev.fieldmark.jobs.data;

/**
 * One face of a CSV.
 *
 * @param row its number in the CSV, from 1
 * @param greys {@value FaceSet#PIXELS} unsigned bytes, row-major
 * @param targets {@value FaceSet#TARGETS} coordinates in pixels; NaN where not labelled
 */
public record FaceRow(int row, byte[] greys, float[] targets) {
    public FaceRow {
        if (row < 1 || greys.length != FaceSet.PIXELS || targets.length != FaceSet.TARGETS) {
            throw new IllegalArgumentException("face row " + row + " had " + greys.length + " greys and "
                    + targets.length + " targets but must be numbered >= 1 and have " + FaceSet.PIXELS + " and "
                    + FaceSet.TARGETS);
        }
    }

    boolean isComplete() {
        for (float target : targets) {
            if (Float.isNaN(target)) {
                return false;
            }
        }
        return true;
    }
}
