package dev.fieldmark.jobs.sample;

import dev.fieldmark.domain.Keypoint;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A person's head in the picture. Sides: +1 is the person's left, which is the picture's right. */
record Head(Person person, Pose pose) {
    static final int LEFT = 1;
    static final int RIGHT = -1;
    private static final double EYE = 0.5;

    /** The fifteen points: where the painter draws them. */
    Map<Keypoint, Point> keypoints() {
        Map<Keypoint, Point> points = new EnumMap<>(Keypoint.class);
        points.put(Keypoint.LEFT_EYE_CENTER, eye(LEFT));
        points.put(Keypoint.RIGHT_EYE_CENTER, eye(RIGHT));
        points.put(Keypoint.LEFT_EYE_INNER_CORNER, eyeCorner(LEFT, -1));
        points.put(Keypoint.LEFT_EYE_OUTER_CORNER, eyeCorner(LEFT, 1));
        points.put(Keypoint.RIGHT_EYE_INNER_CORNER, eyeCorner(RIGHT, -1));
        points.put(Keypoint.RIGHT_EYE_OUTER_CORNER, eyeCorner(RIGHT, 1));
        points.put(Keypoint.LEFT_EYEBROW_INNER_END, brow(LEFT).get(0));
        points.put(Keypoint.LEFT_EYEBROW_OUTER_END, brow(LEFT).get(2));
        points.put(Keypoint.RIGHT_EYEBROW_INNER_END, brow(RIGHT).get(0));
        points.put(Keypoint.RIGHT_EYEBROW_OUTER_END, brow(RIGHT).get(2));
        points.put(Keypoint.NOSE_TIP, noseTip());
        points.put(Keypoint.MOUTH_LEFT_CORNER, mouthCorner(LEFT));
        points.put(Keypoint.MOUTH_RIGHT_CORNER, mouthCorner(RIGHT));
        points.put(Keypoint.MOUTH_CENTER_TOP_LIP, lip(-person.upperLip()));
        points.put(Keypoint.MOUTH_CENTER_BOTTOM_LIP, lip(person.mouthOpening() + person.lowerLip()));
        return points;
    }

    Point eye(int side) {
        return pose.at(side * EYE, 0, 0);
    }

    /** @param end -1 the inner, +1 the outer corner */
    Point eyeCorner(int side, int end) {
        return pose.at(side * (EYE + end * person.eyeWidth()), end < 0 ? 0.02 : 0, end < 0 ? 0.03 : -0.1);
    }

    /** From the inner corner over the upper lid to the outer one, or back below. */
    Point lid(int side, double share, double opening) {
        double x = side * (EYE + (2 * share - 1) * person.eyeWidth());
        return pose.at(x, -opening * 4 * share * (1 - share), 0.03);
    }

    /** Inner end, top of the arch, outer end. */
    List<Point> brow(int side) {
        double y = person.browY();
        return List.of(
                pose.at(side * 0.2, y + person.browSlope(), 0.12),
                pose.at(side * 0.55, y - 0.08, 0.06),
                pose.at(side * 0.86, y + 0.02, -0.18));
    }

    Point noseTip() {
        return pose.at(0, person.noseY(), 0.36);
    }

    Point nostril(int side, double apart) {
        return pose.at(side * apart * person.noseWidth(), person.noseY() + 0.08, 0.2);
    }

    Point mouthCorner(int side) {
        return pose.at(side * person.mouthWidth(), person.mouthY() - person.smile(), -0.06);
    }

    /** On the middle line, this far below where closed lips meet. */
    Point lip(double below) {
        return lip(0, below);
    }

    /** @param share of the way from the middle to the corner, negative towards the person's right */
    Point lip(double share, double below) {
        double bend = share * share;
        return pose.at(
                share * person.mouthWidth(),
                person.mouthY() + below * (1 - bend) - bend * person.smile(),
                0.16 - 0.22 * bend);
    }

    /** A place on the skin, found on the rounded front of the head. */
    Point skin(double x, double y) {
        double across = x / 1.2;
        double along = (y - 0.4) / 1.7;
        double depth = StrictMath.sqrt(Math.max(0, 1 - across * across - along * along));
        return pose.at(x, y, depth - 0.95);
    }

    /** The outline from ear over chin to ear and back over the top of the head. */
    List<Point> outline() {
        double width = person.faceWidth();
        double chin = person.chinY();
        double jaw = width * (0.6 + 0.4 * person.jaw());
        return Curve.closed(Stream.of(
                        new double[] {width, 0},
                        new double[] {width * 0.98, 0.55},
                        new double[] {jaw, 1.15},
                        new double[] {jaw * 0.62, chin - 0.16},
                        new double[] {0.22, chin + person.mouthOpening() * 0.6},
                        new double[] {-0.22, chin + person.mouthOpening() * 0.6},
                        new double[] {-jaw * 0.62, chin - 0.16},
                        new double[] {-jaw, 1.15},
                        new double[] {-width * 0.98, 0.55},
                        new double[] {-width, 0},
                        new double[] {-width * 0.93, -0.6},
                        new double[] {-width * 0.55, -1.12},
                        new double[] {0, -1.28},
                        new double[] {width * 0.55, -1.12},
                        new double[] {width * 0.93, -0.6})
                .map(at -> pose.at(at[0], at[1], -0.55))
                .toList());
    }
}
