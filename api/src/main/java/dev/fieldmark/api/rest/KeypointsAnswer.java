package dev.fieldmark.api.rest;

import dev.fieldmark.domain.KeypointEstimate;
import dev.fieldmark.image.Photo;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.util.List;

/**
 * The keypoints of a photo, in pixels of the photo that was sent, as a viewer shows it (EXIF orientation applied).
 */
record KeypointsAnswer(ModelName model, ModelVersion version, Image image, List<Point> keypoints) {
    record Image(int widthPixels, int heightPixels) {}

    record Point(String name, double x, double y) {}

    static KeypointsAnswer of(ModelName model, ModelVersion version, Photo photo, List<KeypointEstimate> estimates) {
        return new KeypointsAnswer(
                model,
                version,
                new Image(photo.widthPixels(), photo.heightPixels()),
                estimates.stream()
                        .map(estimate -> new Point(estimate.keypoint().label(), estimate.xPixels(), estimate.yPixels()))
                        .toList());
    }
}
