package dev.fieldmark.jobs.draw;

import dev.fieldmark.domain.KeypointErrors;
import dev.fieldmark.jobs.data.FaceSet;
import java.util.OptionalDouble;

/**
 * A face to be drawn.
 *
 * @param row its number in the CSV, for the caption
 * @param greys 9,216 unsigned bytes, row-major
 * @param predicted thirty coordinates in pixels of the 96 x 96 picture
 * @param targets the true ones; NaN where not labelled
 */
@SuppressWarnings("ArrayRecordComponent") // made, drawn and dropped; never compared
public record DrawnFace(int row, byte[] greys, float[] predicted, float[] targets) {
    public DrawnFace {
        if (greys.length != FaceSet.PIXELS
                || predicted.length != FaceSet.TARGETS
                || targets.length != FaceSet.TARGETS) {
            throw new IllegalArgumentException("face of row " + row + " had " + greys.length + " greys, "
                    + predicted.length + " predicted coordinates and " + targets.length + " targets but must have "
                    + FaceSet.PIXELS + ", " + FaceSet.TARGETS + " and " + FaceSet.TARGETS);
        }
    }

    /** A face of a set, by its position there. */
    public static DrawnFace of(FaceSet faces, int position, float[] predicted) {
        FaceSet one = faces.select(position);
        return new DrawnFace(one.rows()[0], one.greys(), predicted, one.targets());
    }

    public boolean hasTruePoints() {
        return rmsePixels().isPresent();
    }

    /** Over all true coordinates; empty where there are none. */
    public OptionalDouble rmsePixels() {
        return KeypointErrors.of(new float[][] {predicted}, targets).rmsePixels();
    }
}
