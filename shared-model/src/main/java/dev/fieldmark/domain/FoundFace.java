package dev.fieldmark.domain;

/**
 * A face that a detector found.
 *
 * @param box in pixels of the picture that was searched
 * @param score how sure the detector is, 0 to 1
 */
public record FoundFace(FaceBox box, double score) {
    public FoundFace {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score was " + score + " but must be 0 to 1");
        }
    }
}
