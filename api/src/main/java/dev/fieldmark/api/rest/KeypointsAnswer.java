package dev.fieldmark.api.rest;

import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.domain.KeypointEstimate;
import dev.fieldmark.image.Photo;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The keypoints of a photo, in pixels of the photo that was sent, as a viewer shows it (EXIF orientation applied).
 *
 * @param keypoints of the first face
 * @param detector which found the faces; absent where the request named them, or took the photo as one
 * @param faces the likeliest first, or as they were asked for
 */
record KeypointsAnswer(
        ModelName model,
        ModelVersion version,
        Image image,
        List<Point> keypoints,
        Optional<FaceFinder.Detector> detector,
        List<Face> faces) {
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

    /**
     * One face.
     *
     * @param score how sure the detector is, 0 to 1; absent where the request named the face
     */
    record Face(Box box, Optional<Double> score, List<Point> keypoints) {
        static Face of(FaceFinder.Face face, List<KeypointEstimate> points) {
            FaceBox box = face.box();
            return new Face(
                    new Box(box.xPixels(), box.yPixels(), box.widthPixels(), box.heightPixels()),
                    face.score(),
                    points.stream().map(Point::of).toList());
        }
    }

    /** The pixels from column x and row y on that were taken as the face; may reach beyond the photo. */
    record Box(double x, double y, double width, double height) {}

    /**
     * What a model says of each face.
     *
     * @param points of the face in a box, in pixels of the photo
     */
    static KeypointsAnswer of(
            ModelName model,
            ModelVersion version,
            Photo photo,
            FaceFinder.Faces found,
            Function<FaceBox, List<KeypointEstimate>> points) {
        List<Face> faces = found.faces().stream()
                .map(face -> Face.of(face, points.apply(face.box())))
                .toList();
        return new KeypointsAnswer(
                model,
                version,
                new Image(photo.widthPixels(), photo.heightPixels()),
                faces.get(0).keypoints(),
                found.detector(),
                faces);
    }
}
