package dev.fieldmark.jobs.train;

import dev.fieldmark.jobs.data.FaceSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Which faces of a dataset a net learns from and is validated on. */
public enum Rows {
    /** Those with all targets of the points, as in the tutorial. */
    COMPLETE,
    /** All with any target; those that are missing are masked. */
    ALL;

    /** Those of these faces, labelled with these points alone. */
    public FaceSet of(FaceSet faces, KeypointGroup points) {
        return points.maskOthers(this == COMPLETE ? faces.complete(points.points()) : faces.labelled(points.points()));
    }

    /** The spec's word. */
    public String word() {
        return Words.of(this);
    }

    /** The spec's words. */
    public static List<String> words() {
        return Stream.of(values()).map(Rows::word).toList();
    }

    /** Of the spec's word. */
    public static Optional<Rows> find(String word) {
        return Words.find(word, values());
    }
}
