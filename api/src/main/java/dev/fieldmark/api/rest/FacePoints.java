package dev.fieldmark.api.rest;

import dev.fieldmark.api.serve.KeypointModel;
import dev.fieldmark.domain.KeypointEstimate;
import dev.fieldmark.image.Photo;
import java.util.List;

/** A face of a photo and where its points are, in pixels of the photo. */
record FacePoints(FaceFinder.Face face, List<KeypointEstimate> points) {
    static List<FacePoints> of(KeypointModel model, Photo photo, FaceFinder.Faces found) {
        return found.faces().stream()
                .map(face -> new FacePoints(face, model.keypoints(photo, face.box())))
                .toList();
    }
}
