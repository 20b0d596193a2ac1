package dev.fieldmark.api.rest;

import dev.fieldmark.api.serve.DetectorModel;
import dev.fieldmark.api.serve.Lease;
import dev.fieldmark.api.serve.StoreWatcher;
import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.domain.FoundFace;
import dev.fieldmark.image.Photo;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Optional;

/** Finds the faces that a request asks about, with the detector of the store where that is needed. */
record FaceFinder(StoreWatcher watcher) {
    /** Under this name a detector is served. */
    static final ModelName DETECTOR = new ModelName("faces");

    /**
     * A face of a photo.
     *
     * @param score of a detector, where one found it
     */
    record Face(FaceBox box, Optional<Double> score) {}

    /**
     * The faces of a photo, at least one, the likeliest first.
     *
     * @param detector which found them; empty where the request named them
     */
    record Faces(List<Face> faces, Optional<Detector> detector) {}

    /** Who found faces. */
    @RegisterForReflection
    record Detector(ModelName model, ModelVersion version) {}

    Faces faces(Photo photo, AskedFaces asked) {
        if (asked instanceof AskedFaces.Boxes boxes) {
            return named(boxes.in(photo));
        }
        if (asked instanceof AskedFaces.Whole || AskedFaces.Any.isFace(photo)) {
            return whole(photo);
        }
        Optional<Lease> serving = watcher.acquire(DETECTOR);
        return serving.isPresent() ? searched(photo, serving.get()) : whole(photo);
    }

    private static Faces searched(Photo photo, Lease serving) {
        try (serving) {
            return serving.model() instanceof DetectorModel detector ? found(photo, detector) : whole(photo);
        }
    }

    /** The whole photo as the one face. */
    static Faces whole(Photo photo) {
        return named(List.of(photo.whole()));
    }

    private static Faces named(List<FaceBox> boxes) {
        return new Faces(
                boxes.stream().map(box -> new Face(box, Optional.empty())).toList(), Optional.empty());
    }

    private static Faces found(Photo photo, DetectorModel detector) {
        List<FoundFace> found = detector.faces(photo);
        if (found.isEmpty()) {
            throw ProblemException.of(
                    422,
                    "no face found in the photo: say where it is by ?box=x,y,width,height in pixels, or ?box=whole where"
                            + " the photo is one");
        }
        return new Faces(
                found.stream()
                        .map(face -> new Face(face.box(), Optional.of(face.score())))
                        .toList(),
                Optional.of(new Detector(detector.name(), detector.version())));
    }
}
