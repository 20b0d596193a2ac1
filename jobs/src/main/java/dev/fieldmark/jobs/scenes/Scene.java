package dev.fieldmark.jobs.scenes;

import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.image.GreyPicture;
import java.util.List;

/**
 * A picture, and what of faces is in it.
 *
 * @param faces none, one or several
 */
public record Scene(GreyPicture picture, List<Placed> faces) {
    public Scene {
        faces = List.copyOf(faces);
    }

    /**
     * A face in it.
     *
     * @param face its place in the set
     * @param box in pixels of the scene
     * @param degrees by which it was turned clockwise about the box's middle
     * @param mirrored before that
     */
    public record Placed(int face, FaceBox box, double degrees, boolean mirrored) {}
}
