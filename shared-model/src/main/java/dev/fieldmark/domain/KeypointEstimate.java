package dev.fieldmark.domain;

import java.util.OptionalDouble;

/**
 * Where a net says that a keypoint is, in pixels of the picture that was asked about (x to the right, y down).
 *
 * @param radius90Pixels of the circle around it in which, so the net says, the true point lies with a probability of
 *     90%; empty where the net does not say
 */
public record KeypointEstimate(Keypoint keypoint, double xPixels, double yPixels, OptionalDouble radius90Pixels) {
    public KeypointEstimate {
        if (!Double.isFinite(xPixels) || !Double.isFinite(yPixels)) {
            throw new IllegalArgumentException(
                    keypoint.label() + " was (" + xPixels + ", " + yPixels + ") but must be finite");
        }
        radius90Pixels.ifPresent(radius -> {
            if (!(radius >= 0 && Double.isFinite(radius))) {
                throw new IllegalArgumentException(
                        "radius of " + keypoint.label() + " was " + radius + " but must be finite and >= 0");
            }
        });
    }
}
