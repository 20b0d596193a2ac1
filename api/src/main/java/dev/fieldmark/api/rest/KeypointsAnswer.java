package dev.fieldmark.api.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.domain.KeypointEstimate;
import dev.fieldmark.image.Photo;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** The keypoints of a photo's faces, or of those of each photo of a form, and who says so. */
sealed interface KeypointsAnswer {
    @RegisterForReflection
    record OfPhoto(
            ModelName model,
            ModelVersion version,
            @JsonUnwrapped PhotoFaces photo) implements KeypointsAnswer {}

    @RegisterForReflection
    record OfForm(ModelName model, ModelVersion version, List<FormAnswer> photos) implements KeypointsAnswer {}

    /**
     * What is said of one photo, in pixels of the photo that was sent, as a viewer shows it (EXIF orientation applied).
     *
     * @param keypoints of the first face
     * @param detector which found the faces; absent where the request named them, or took the photo as one
     * @param faces the likeliest first, or as they were asked for
     */
    @RegisterForReflection
    record PhotoFaces(Image image, List<Point> keypoints, Optional<FaceFinder.Detector> detector, List<Face> faces) {
        static PhotoFaces of(Photo photo, Optional<FaceFinder.Detector> detector, List<FacePoints> found) {
            List<Face> faces = found.stream().map(Face::of).toList();
            return new PhotoFaces(
                    new Image(photo.widthPixels(), photo.heightPixels()),
                    faces.get(0).keypoints(),
                    detector,
                    faces);
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

    /**
     * One face.
     *
     * @param score how sure the detector is, 0 to 1; absent where the request named the face
     */
    @RegisterForReflection
    record Face(Box box, Optional<Double> score, List<Point> keypoints) {
        static Face of(FacePoints face) {
            FaceBox box = face.face().box();
            return new Face(
                    new Box(box.xPixels(), box.yPixels(), box.widthPixels(), box.heightPixels()),
                    face.face().score(),
                    face.points().stream().map(Point::of).toList());
        }
    }

    /** The pixels from column x and row y on that were taken as the face; may reach beyond the photo. */
    @RegisterForReflection
    record Box(double x, double y, double width, double height) {}
}
