package dev.fieldmark.api.rest;

import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the keypoints of a face are answered. */
enum FaceForm {
    /** What is asked for by nothing in particular. */
    JSON(MediaType.APPLICATION_JSON),
    PNG(PhotoBody.PNG),
    SVG(FaceForm.SVG_TYPE);

    static final String SVG_TYPE = "image/svg+xml";

    private final MediaType type;

    FaceForm(String type) {
        this.type = MediaType.valueOf(type);
    }

    MediaType type() {
        return type;
    }

    /** @param acceptable the best first */
    static FaceForm of(List<MediaType> acceptable) {
        return acceptable.stream()
                .flatMap(wanted -> Stream.of(values()).filter(form -> wanted.isCompatible(form.type)))
                .findFirst()
                .orElseThrow(() -> ProblemException.of(
                        406,
                        "Accept was "
                                + acceptable.stream().map(MediaType::toString).collect(Collectors.joining(", "))
                                + " but must allow " + JSON.type + ", " + PNG.type + " or " + SVG.type));
    }
}
