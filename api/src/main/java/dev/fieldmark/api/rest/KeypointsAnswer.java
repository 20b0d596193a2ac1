package dev.fieldmark.api.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fieldmark.domain.KeypointEstimate;
import dev.fieldmark.image.Photo;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The keypoints of a photo, or of each photo of a form, and who says so. */
sealed interface KeypointsAnswer {
    @RegisterForReflection
    record OfPhoto(
            ModelName model,
            ModelVersion version,
            @JsonUnwrapped Face face) implements KeypointsAnswer {}

    @RegisterForReflection
    record OfForm(ModelName model, ModelVersion version, List<FormAnswer> photos) implements KeypointsAnswer {}

    /**
     * What is said of one photo, in pixels of the photo that was sent, as a viewer shows it (EXIF orientation applied).
     */
    @RegisterForReflection
    record Face(Image image, List<Point> keypoints) {
        static Face of(Photo photo, List<KeypointEstimate> estimates) {
            return new Face(
                    new Image(photo.widthPixels(), photo.heightPixels()),
                    estimates.stream().map(Point::of).toList());
        }
    }

    @RegisterForReflection
    record Image(int widthPixels, int heightPixels) {}

    /**
     * @param radius90 of the circle around it in which the true point lies with a probability of 90%; absent where the
     *     model does not say
     */
    @RegisterForReflection
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
}
