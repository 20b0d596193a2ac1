package dev.fieldmark.domain;

/** Where a net says that a keypoint is, in pixels of the picture that was asked about (x to the right, y down). */
public record KeypointEstimate(Keypoint keypoint, double xPixels, double yPixels) {
    public KeypointEstimate {
        if (!Double.isFinite(xPixels) || !Double.isFinite(yPixels)) {
            throw new IllegalArgumentException(
                    keypoint.label() + " was (" + xPixels + ", " + yPixels + ") but must be finite");
        }
    }
}
