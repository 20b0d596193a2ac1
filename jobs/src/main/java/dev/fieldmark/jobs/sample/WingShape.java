package dev.fieldmark.jobs.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * The outline of a right wing seen from its root at (0, 0): how far its margin is in each direction. Lengths in body
 * lengths; directions in degrees, 0 forward (up, -y), 90 away from the body, 180 backward.
 *
 * @param knots direction and distance of the margin, by rising direction
 * @param scallops how many bays the margin has, 0 for a smooth one
 */
record WingShape(List<Knot> knots, int scallops) {
    private static final int STEPS = 72;
    private static final double BAY_DEPTH = 0.022;

    record Knot(double degrees, double reach) {}

    /** By turns direction and distance. */
    static WingShape of(int scallops, double... degreesAndReaches) {
        List<Knot> knots = new ArrayList<>();
        for (int i = 0; i < degreesAndReaches.length; i += 2) {
            knots.add(new Knot(degreesAndReaches[i], degreesAndReaches[i + 1]));
        }
        return new WingShape(List.copyOf(knots), scallops);
    }

    double firstDegrees() {
        return knots.get(0).degrees();
    }

    double degrees() {
        return knots.get(knots.size() - 1).degrees() - firstDegrees();
    }

    /** Distance of the margin, at a share of the way from the leading to the trailing edge. */
    double reach(double around) {
        double degrees = firstDegrees() + around * degrees();
        int i = 0;
        while (i < knots.size() - 2 && knots.get(i + 1).degrees() <= degrees) {
            i++;
        }
        Knot from = knots.get(i);
        Knot to = knots.get(i + 1);
        double share = (degrees - from.degrees()) / (to.degrees() - from.degrees());
        double reach = smooth(
                knots.get(Math.max(0, i - 1)),
                from,
                to,
                knots.get(Math.min(knots.size() - 1, i + 2)),
                Math.max(0, Math.min(1, share)));
        return scallops == 0
                ? reach
                : reach * (1 - BAY_DEPTH + BAY_DEPTH * StrictMath.cos(2 * Math.PI * scallops * around));
    }

    /** A cubic (Hermite) piece whose slopes don't overshoot, so that tails stay slim. */
    private static double smooth(Knot before, Knot from, Knot to, Knot after, double t) {
        double width = to.degrees() - from.degrees();
        double rise = to.reach() - from.reach();
        double start = slope(before, from, to) * width;
        double end = slope(from, to, after) * width;
        return from.reach() + t * (start + t * (3 * rise - 2 * start - end + t * (start + end - 2 * rise)));
    }

    private static double slope(Knot before, Knot at, Knot after) {
        double in = rise(before, at);
        double out = rise(at, after);
        return in * out <= 0 ? 0 : 2 * in * out / (in + out);
    }

    private static double rise(Knot from, Knot to) {
        double width = to.degrees() - from.degrees();
        return width == 0 ? 0 : (to.reach() - from.reach()) / width;
    }

    /** A place on the wing: a share of the way around and of the way out. */
    Point at(double around, double out) {
        double radians = Math.toRadians(firstDegrees() + around * degrees());
        double distance = out * reach(around);
        return new Point(distance * StrictMath.sin(radians), -distance * StrictMath.cos(radians));
    }

    /**
     * What is at a point.
     *
     * @param outward power that moves what is in the middle of the wing
     */
    WingPlace place(Point point, double outward, double pixel) {
        double degrees = Math.toDegrees(StrictMath.atan2(point.x(), -point.y()));
        double fromFirst = (degrees < firstDegrees() - 90 ? degrees + 360 : degrees) - firstDegrees();
        double around = Math.max(0, Math.min(1, fromFirst / degrees()));
        double distance = point.distance(new Point(0, 0));
        double reach = Math.max(1e-6, reach(around));
        double out = StrictMath.pow(Math.min(1, distance / reach), outward);
        return new WingPlace(point.x(), point.y(), around, out, distance, reach, pixel);
    }

    List<Point> outline() {
        List<Point> outline = new ArrayList<>();
        outline.add(new Point(0, 0));
        for (int i = 0; i <= STEPS; i++) {
            outline.add(at((double) i / STEPS, 1));
        }
        return outline;
    }
}
