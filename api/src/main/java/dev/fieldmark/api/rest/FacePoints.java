package dev.fieldmark.api.rest;

import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.domain.KeypointEstimate;
import java.util.List;
import java.util.function.Function;

/** A face of a photo and where its points are, in pixels of the photo. */
record FacePoints(FaceFinder.Face face, List<KeypointEstimate> points) {
    /** @param points of the face in a box */
    static List<FacePoints> of(FaceFinder.Faces found, Function<FaceBox, List<KeypointEstimate>> points) {
        return found.faces().stream()
                .map(face -> new FacePoints(face, points.apply(face.box())))
                .toList();
    }
}
