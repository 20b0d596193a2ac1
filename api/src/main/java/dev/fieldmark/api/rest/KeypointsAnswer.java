package dev.fieldmark.api.rest;

import dev.fieldmark.domain.KeypointEstimate;
import dev.fieldmark.image.Photo;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The keypoints of a photo, in pixels of the photo that was sent, as a viewer shows it (EXIF orientation applied).
 */
record KeypointsAnswer(ModelName model, ModelVersion version, Image image, List<Point> keypoints)
        implements ModelAnswer {
    record Image(int widthPixels, int heightPixels) {}

    /**
     * @param radius90 of the circle around it in which the true point lies with a probability of 90%; absent where the
     *     model does not say
     */
    record Point(String name, double x, double y, Optional<Double> radius90) {
        static Point of(KeypointEstimate estimate) {
            OptionalDouble radius = estimate.radius90Pixels();
            return new Point(
                    estimate.keypoint().label(),
                    estimate.xPixels(),
                    estimate.yPixels(),
                    radius.isPresent() ? Optional.of(radius.getAsDouble()) : Optional.empty());
        }
    }

    static KeypointsAnswer of(ModelName model, ModelVersion version, Photo photo, List<KeypointEstimate> estimates) {
        return new KeypointsAnswer(
                model,
                version,
                new Image(photo.widthPixels(), photo.heightPixels()),
                estimates.stream().map(Point::of).toList());
    }
}
