package dev.fieldmark.jobs.train;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The points that a net learns. Its outputs are those of all fifteen whatever the group: the targets of others are
 * masked, so that nets of different groups have one shape, and can start from each other's weights.
 *
 * @param points in column order, not empty, each with its mirror image: else a mirrored face would lack targets
 */
public record KeypointGroup(Set<Keypoint> points) {
    /** All fifteen. */
    public static final KeypointGroup ALL = new KeypointGroup(EnumSet.allOf(Keypoint.class));

    public KeypointGroup {
        if (points.isEmpty()) {
            throw new IllegalArgumentException("points were none but must be one or more");
        }
        for (Keypoint point : points) {
            if (!points.contains(point.mirrored())) {
                throw new IllegalArgumentException("points were without "
                        + point.mirrored().label() + " but must have the mirror image of " + point.label());
            }
        }
        points = Collections.unmodifiableSet(EnumSet.copyOf(points));
    }

    /** Faces of which only these points are labelled. */
    FaceSet maskOthers(FaceSet faces) {
        return equals(ALL) ? faces : faces.only(points);
    }

    /** Kaggle's names. */
    @Override
    public String toString() {
        return equals(ALL) ? "all points" : points.stream().map(Keypoint::label).collect(Collectors.joining(", "));
    }
}
