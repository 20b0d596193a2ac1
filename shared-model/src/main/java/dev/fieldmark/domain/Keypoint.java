package dev.fieldmark.domain;

import java.util.List;
import java.util.Locale;

/**
 * The fifteen points of a face, in the column order of Kaggle's 'Facial Keypoints Detection'. Left and right are the
 * person's own. The order is part of the store format: column {@code 2 * ordinal()} is x, the next one y.
 */
public enum Keypoint {
    LEFT_EYE_CENTER,
    RIGHT_EYE_CENTER,
    LEFT_EYE_INNER_CORNER,
    LEFT_EYE_OUTER_CORNER,
    RIGHT_EYE_INNER_CORNER,
    RIGHT_EYE_OUTER_CORNER,
    LEFT_EYEBROW_INNER_END,
    LEFT_EYEBROW_OUTER_END,
    RIGHT_EYEBROW_INNER_END,
    RIGHT_EYEBROW_OUTER_END,
    NOSE_TIP,
    MOUTH_LEFT_CORNER,
    MOUTH_RIGHT_CORNER,
    MOUTH_CENTER_TOP_LIP,
    MOUTH_CENTER_BOTTOM_LIP;

    private static final List<Keypoint> ALL = List.of(values());

    /** All fifteen, in column order. */
    public static List<Keypoint> all() {
        return ALL;
    }

    /** Kaggle's name, e.g. {@code left_eye_center}; the columns add {@code _x} and {@code _y}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The point that this one becomes in the mirrored picture: itself where it lies on the axis of the face. */
    public Keypoint mirrored() {
        String name = name();
        if (name.contains("LEFT")) {
            return valueOf(name.replace("LEFT", "RIGHT"));
        }
        return name.contains("RIGHT") ? valueOf(name.replace("RIGHT", "LEFT")) : this;
    }

    /** The thirty column names, x before y, point after point. */
    public static List<String> columns() {
        return ALL.stream()
                .flatMap(k -> List.of(k.label() + "_x", k.label() + "_y").stream())
                .toList();
    }
}
