package dev.fieldmark.jobs.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Smooth lines through a few points (Catmull-Rom), as polygons. */
final class Curve {
    private static final int STEPS = 5;

    private Curve() {}

    static List<Point> open(List<Point> through) {
        List<Point> curve = new ArrayList<>();
        for (int i = 0; i + 1 < through.size(); i++) {
            Point before = through.get(Math.max(0, i - 1));
            Point after = through.get(Math.min(through.size() - 1, i + 2));
            piece(curve, before, through.get(i), through.get(i + 1), after);
        }
        curve.add(through.get(through.size() - 1));
        return curve;
    }

    static List<Point> closed(List<Point> through) {
        List<Point> curve = new ArrayList<>();
        int size = through.size();
        for (int i = 0; i < size; i++) {
            piece(
                    curve,
                    through.get((i + size - 1) % size),
                    through.get(i),
                    through.get((i + 1) % size),
                    through.get((i + 2) % size));
        }
        return curve;
    }

    /** The outline of a brush stroke along a smooth line: as wide as given at start, middle and end. */
    static List<Point> stroke(List<Point> through, double start, double middle, double end) {
        List<Point> line = open(through);
        List<Point> outline = new ArrayList<>();
        List<Point> back = new ArrayList<>();
        int last = line.size() - 1;
        for (int i = 0; i <= last; i++) {
            Point from = line.get(Math.max(0, i - 1));
            Point to = line.get(Math.min(last, i + 1));
            double share = 2.0 * i / last;
            double width = share < 1 ? start + (middle - start) * share : middle + (end - middle) * (share - 1);
            double length = Math.max(1e-9, from.distance(to));
            double dx = -(to.y() - from.y()) / length * width / 2;
            double dy = (to.x() - from.x()) / length * width / 2;
            outline.add(line.get(i).plus(dx, dy));
            back.add(line.get(i).plus(-dx, -dy));
        }
        Collections.reverse(back);
        outline.addAll(back);
        return outline;
    }

    private static void piece(List<Point> curve, Point a, Point b, Point c, Point d) {
        for (int step = 0; step < STEPS; step++) {
            double t = (double) step / STEPS;
            curve.add(new Point(spline(a.x(), b.x(), c.x(), d.x(), t), spline(a.y(), b.y(), c.y(), d.y(), t)));
        }
    }

    private static double spline(double a, double b, double c, double d, double t) {
        return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)));
    }
}
