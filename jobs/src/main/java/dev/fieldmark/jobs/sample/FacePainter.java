package dev.fieldmark.jobs.sample;

import dev.fieldmark.jobs.sample.Person.Beard;
import dev.fieldmark.jobs.sample.Person.Glasses;
import dev.fieldmark.jobs.sample.Person.Hair;
import java.util.ArrayList;
import java.util.List;

/** Paints one head from back to front. */
final class FacePainter {
    private final Canvas canvas;
    private final Head head;
    private final Person person;
    private final Pose pose;
    private final Light light;
    private final double unit;
    private final Point middle;

    FacePainter(Canvas canvas, Head head, Light light) {
        this.canvas = canvas;
        this.head = head;
        this.light = light;
        this.person = head.person();
        this.pose = head.pose();
        this.unit = pose.pixelsPerUnit();
        this.middle = pose.at(0, 0.35, -0.5);
    }

    void paint(double clothes) {
        hairBehind();
        neck(clothes);
        ears();
        Mask face = Mask.of(head.outline());
        canvas.paint(face, 1, (x, y) -> person.skin() * lit(x, y));
        relief(face);
        beard(face);
        mouth();
        nose();
        for (int side : new int[] {Head.LEFT, Head.RIGHT}) {
            eye(side);
            brow(side);
        }
        hairInFront(face);
        glasses();
    }

    private double lit(double x, double y) {
        return light.on((x - middle.x()) / (1.45 * unit), (y - middle.y()) / (2.0 * unit));
    }

    private void hairBehind() {
        if (person.hairStyle() == Hair.BALD) {
            return;
        }
        double width = person.faceWidth() + 0.12;
        double low = person.hairStyle() == Hair.LONG ? 2.4 : 0.3;
        double lowWidth = person.hairStyle() == Hair.LONG ? width + 0.25 : width;
        List<Point> outline = Curve.closed(List.of(
                pose.at(lowWidth, low, -0.9),
                pose.at(width + 0.08, -0.4, -0.9),
                pose.at(width * 0.6, -1.35, -0.8),
                pose.at(0, -1.55, -0.75),
                pose.at(-width * 0.6, -1.35, -0.8),
                pose.at(-width - 0.08, -0.4, -0.9),
                pose.at(-lowWidth, low, -0.9)));
        canvas.paint(Mask.of(outline), 1, (x, y) -> person.hair() * (0.5 + 0.4 * lit(x, y)));
    }

    private void neck(double clothes) {
        double width = person.faceWidth() * 0.68;
        List<Point> neck = List.of(
                pose.at(-width, 0.9, -0.8), pose.at(width, 0.9, -0.8),
                pose.at(width * 1.05, 2.6, -1), pose.at(-width * 1.05, 2.6, -1));
        canvas.paint(Mask.of(neck), 1, (x, y) -> person.skin() * 0.62 * lit(x, y));
        List<Point> shoulders = List.of(
                pose.at(-3, 2.9, -1),
                pose.at(-width * 1.1, 2.15, -1),
                pose.at(0, 2.5, -0.8),
                pose.at(width * 1.1, 2.15, -1),
                pose.at(3, 2.9, -1),
                pose.at(3, 5, -1),
                pose.at(-3, 5, -1));
        canvas.paint(Mask.of(shoulders), 1, (x, y) -> clothes);
    }

    private void ears() {
        for (int side : new int[] {Head.LEFT, Head.RIGHT}) {
            double x = side * person.faceWidth();
            List<Point> ear = Curve.closed(List.of(
                    pose.at(x - side * 0.06, -0.15, -0.7),
                    pose.at(x + side * 0.13, -0.12, -0.85),
                    pose.at(x + side * 0.12, 0.25, -0.85),
                    pose.at(x - side * 0.04, 0.52, -0.7)));
            canvas.paint(Mask.of(ear), 1, (px, py) -> person.skin() * 0.85 * lit(px, py));
            soft(pose.at(x + side * 0.05, 0.15, -0.8), 0.07, 0.2, 0.7);
        }
    }

    /** Hollows and bulges that every face has. */
    private void relief(Mask face) {
        for (int side : new int[] {Head.LEFT, Head.RIGHT}) {
            soft(pose.at(side * 0.42, -0.04, 0), 0.42, 0.26, 0.72);
            canvas.shade(
                    Mask.soft(head.skin(side * 0.62, 0.55), 0.36 * unit, 0.3 * unit)
                            .and(face),
                    1.12);
            canvas.shade(
                    Mask.soft(head.skin(side * 0.85, 1.05), 0.35 * unit, 0.5 * unit)
                            .and(face),
                    0.86);
            stroke(
                    0.75 + 0.2 * (1 - person.age()),
                    0.03,
                    0.06,
                    0.02,
                    pose.at(side * 0.27, person.noseY() + 0.02, 0.08),
                    pose.at(side * 0.42, person.mouthY() - 0.22, 0),
                    pose.at(side * (person.mouthWidth() + 0.1), person.mouthY() - 0.02, -0.1));
            soft(pose.at(side * 0.5, 0.2, 0), 0.3, 0.08, 0.8 + 0.2 * (1 - person.age()));
        }
        canvas.shade(Mask.soft(head.skin(0, -0.7), 0.8 * unit, 0.4 * unit).and(face), 1.1);
        soft(pose.at(0, person.mouthY() + person.mouthOpening() + person.lowerLip() + 0.09, 0.05), 0.3, 0.1, 0.72);
        soft(head.skin(0, person.chinY() - 0.2), 0.28, 0.2, 1.1);
    }

    private void beard(Mask face) {
        double mouth = person.mouthY();
        double width = person.faceWidth();
        double strength = person.beard() == Beard.STUBBLE ? 0.35 : 0.85;
        if (person.beard() == Beard.FULL || person.beard() == Beard.STUBBLE) {
            List<Point> around = Curve.closed(List.of(
                    pose.at(width, 0.45, -0.55),
                    pose.at(width * 0.8, 0.95, -0.3),
                    pose.at(0.35, mouth - 0.15, 0.05),
                    pose.at(-0.35, mouth - 0.15, 0.05),
                    pose.at(-width * 0.8, 0.95, -0.3),
                    pose.at(-width, 0.45, -0.55),
                    pose.at(-width, 1.5, -0.6),
                    pose.at(0, person.chinY() + 0.5, -0.5),
                    pose.at(width, 1.5, -0.6)));
            canvas.paint(Mask.of(around).and(face), strength, (x, y) -> person.hair() * 0.8 * lit(x, y));
        }
        if (person.beard() != Beard.NONE) {
            double end = person.mouthWidth() + 0.03;
            List<Point> moustache = Curve.stroke(
                    List.of(
                            pose.at(-end, mouth - 0.02, 0), pose.at(-0.15, mouth - 0.17, 0.14),
                            pose.at(0.15, mouth - 0.17, 0.14), pose.at(end, mouth - 0.02, 0)),
                    0.03 * unit,
                    0.16 * unit,
                    0.03 * unit);
            canvas.paint(Mask.of(moustache), strength, (x, y) -> person.hair() * 0.8 * lit(x, y));
        }
    }

    private void mouth() {
        double opening = person.mouthOpening();
        double below = opening + person.lowerLip();
        List<Point> lips = new ArrayList<>();
        double[] shares = {-1, -0.7, -0.4, -0.17, 0, 0.17, 0.4, 0.7, 1};
        for (double share : shares) {
            double bow = Math.abs(share) == 0.17 ? 1.2 : 1;
            lips.add(head.lip(share, -person.upperLip() * bow));
        }
        for (int i = shares.length - 2; i > 0; i--) {
            lips.add(head.lip(shares[i], below));
        }
        canvas.paint(Mask.of(lips), 0.9, (x, y) -> person.skin() * person.lipTone() * lit(x, y));
        soft(head.lip(opening + person.lowerLip() * 0.5), 0.2, 0.05, 1.2);
        if (opening > 0) {
            List<Point> inside = new ArrayList<>();
            for (double share : shares) {
                inside.add(head.lip(share * 0.88, 0));
            }
            for (int i = shares.length - 2; i > 0; i--) {
                inside.add(head.lip(shares[i] * 0.88, opening));
            }
            Mask hole = Mask.of(inside);
            canvas.paint(hole, 1, (x, y) -> 0.08);
            List<Point> teeth = List.of(
                    head.lip(-0.75, 0), head.lip(0.75, 0),
                    head.lip(0.6, Math.min(opening, 0.11)), head.lip(-0.6, Math.min(opening, 0.11)));
            canvas.paint(Mask.of(teeth).and(hole), 0.9, (x, y) -> 0.8 * lit(x, y));
        } else {
            List<Point> line = List.of(head.lip(-1, 0), head.lip(-0.4, 0.01), head.lip(0.4, 0.01), head.lip(1, 0));
            canvas.shade(Mask.of(Curve.stroke(line, 0.02 * unit, 0.05 * unit, 0.02 * unit)), 0.4);
        }
    }

    private void nose() {
        Point tip = head.noseTip();
        int shadow = light.x() > 0 ? Head.RIGHT : Head.LEFT;
        double depth = 0.97 - 0.35 * Math.abs(light.x());
        stroke(
                depth,
                0.06,
                0.16,
                0.2,
                pose.at(shadow * 0.16, -0.1, 0.1),
                pose.at(shadow * 0.13, 0.3, 0.2),
                pose.at(shadow * 0.17, person.noseY(), 0.2));
        stroke(1.13, 0.08, 0.08, 0.1, pose.at(0, -0.05, 0.14), pose.at(0, 0.3, 0.26), tip);
        soft(pose.at(0, person.noseY() + 0.16, 0.2), person.noseWidth() + 0.12, 0.11, 0.62);
        soft(tip, 0.16, 0.13, 1.22);
        for (int side : new int[] {Head.LEFT, Head.RIGHT}) {
            soft(head.nostril(side, 0.5), 0.09, 0.06, 0.2);
            stroke(
                    0.7,
                    0.02,
                    0.04,
                    0.02,
                    pose.at(side * person.noseWidth(), person.noseY() - 0.1, 0.12),
                    pose.at(side * (person.noseWidth() + 0.04), person.noseY() + 0.03, 0.1),
                    head.nostril(side, 0.9));
        }
    }

    private void eye(int side) {
        List<Point> lids = new ArrayList<>();
        for (int i = 0; i <= 6; i++) {
            lids.add(
                    i == 0
                            ? head.eyeCorner(side, -1)
                            : i == 6 ? head.eyeCorner(side, 1) : head.lid(side, i / 6.0, person.eyeOpening()));
        }
        List<Point> upper = List.copyOf(lids);
        for (int i = 5; i >= 1; i--) {
            lids.add(head.lid(side, i / 6.0, -person.eyeOpening() * 0.75));
        }
        Mask opening = Mask.of(lids);
        canvas.paint(opening, 1, (x, y) -> 0.82 * lit(x, y));
        Point pupil = head.eye(side);
        canvas.paint(Mask.of(circle(pupil, 0.105)).and(opening), 1, (x, y) -> person.iris());
        canvas.paint(Mask.of(circle(pupil, 0.05)).and(opening), 1, (x, y) -> 0.03);
        canvas.paint(
                Mask.of(circle(pupil.plus(light.x() * 0.06 * unit, -0.035 * unit), 0.025))
                        .and(opening),
                1,
                (x, y) -> 0.95);
        canvas.shade(Mask.of(Curve.stroke(upper, 0.03 * unit, 0.06 * unit, 0.03 * unit)), 0.25);
        List<Point> crease = List.of(
                head.lid(side, 0.05, person.eyeOpening() + 0.09),
                head.lid(side, 0.5, person.eyeOpening() + 0.08),
                head.lid(side, 0.97, person.eyeOpening() + 0.1));
        canvas.shade(Mask.of(Curve.stroke(crease, 0.02 * unit, 0.04 * unit, 0.02 * unit)), 0.7);
    }

    private void brow(int side) {
        double width = person.browWidth() * unit;
        Mask brow = Mask.of(Curve.stroke(head.brow(side), width, width * 1.1, width * 0.4));
        canvas.paint(brow, 0.85, (x, y) -> Math.min(person.hair(), person.skin() * 0.6) * lit(x, y));
    }

    private void hairInFront(Mask face) {
        if (person.hairStyle() == Hair.BALD) {
            return;
        }
        double width = person.faceWidth();
        double line = person.hairStyle() == Hair.FRINGE ? -0.5 : -0.85;
        double parting = person.hairStyle() == Hair.PARTED ? 0.5 : 0;
        List<Point> hair = new ArrayList<>(Curve.open(List.of(
                pose.at(width * 1.02, 0.1, -0.6),
                pose.at(width * 0.9, -0.4, -0.4),
                pose.at(width * 0.55, line + 0.1, -0.2),
                pose.at(parting, line - parting * 0.4, -0.1),
                pose.at(-width * 0.55, line + 0.1, -0.2),
                pose.at(-width * 0.9, -0.4, -0.4),
                pose.at(-width * 1.02, 0.1, -0.6))));
        hair.addAll(Curve.open(List.of(
                pose.at(-width * 1.1, -0.5, -0.7),
                pose.at(-width * 0.6, -1.35, -0.7),
                pose.at(0, -1.55, -0.7),
                pose.at(width * 0.6, -1.35, -0.7),
                pose.at(width * 1.1, -0.5, -0.7))));
        canvas.paint(Mask.of(hair), 1, (x, y) -> person.hair() * (0.55 + 0.5 * lit(x, y)));
        for (double strand = -0.8; strand <= 0.8; strand += 0.32) {
            stroke(
                    1.25,
                    0.02,
                    0.06,
                    0.02,
                    pose.at(strand * width, line - 0.15, -0.2),
                    pose.at(strand * width * 0.8, -1.2, -0.5),
                    pose.at(strand * width * 0.5, -1.45, -0.7));
        }
    }

    private void glasses() {
        if (person.glasses() == Glasses.NONE) {
            return;
        }
        double roundness = person.glasses() == Glasses.ROUND ? 0.75 : 0.95;
        double line = (0.035 + 0.05 * person.age()) * unit;
        for (int side : new int[] {Head.LEFT, Head.RIGHT}) {
            List<Point> rim = new ArrayList<>();
            double[] xs = {1, roundness, 0, -roundness, -1, -roundness, 0, roundness, 1};
            double[] ys = {0, roundness, 1, roundness, 0, -roundness, -1, -roundness, 0};
            for (int i = 0; i < xs.length; i++) {
                rim.add(pose.at(side * (0.52 + 0.36 * xs[i]), 0.05 + 0.28 * ys[i], 0.18));
            }
            canvas.paint(Mask.of(Curve.stroke(rim, line, line, line)), 0.9, (x, y) -> 0.1);
            List<Point> temple = List.of(
                    pose.at(side * 0.88, -0.04, 0.15),
                    pose.at(side * 1.0, -0.06, -0.2),
                    pose.at(side * person.faceWidth(), -0.08, -0.6));
            canvas.paint(Mask.of(Curve.stroke(temple, line, line, line)), 0.9, (x, y) -> 0.1);
        }
        List<Point> bridge = List.of(pose.at(-0.17, 0, 0.2), pose.at(0, -0.05, 0.25), pose.at(0.17, 0, 0.2));
        canvas.paint(Mask.of(Curve.stroke(bridge, line, line, line)), 0.9, (x, y) -> 0.1);
    }

    private void soft(Point where, double xRadius, double yRadius, double factor) {
        canvas.shade(Mask.soft(where, xRadius * unit, yRadius * unit), factor);
    }

    private void stroke(double factor, double start, double middle, double end, Point... through) {
        canvas.shade(Mask.of(Curve.stroke(List.of(through), start * unit, middle * unit, end * unit)), factor);
    }

    private List<Point> circle(Point centre, double radius) {
        double r = radius * unit;
        double d = r * 0.7071;
        return Curve.closed(List.of(
                centre.plus(r, 0),
                centre.plus(d, d),
                centre.plus(0, r),
                centre.plus(-d, d),
                centre.plus(-r, 0),
                centre.plus(-d, -d),
                centre.plus(0, -r),
                centre.plus(d, -d)));
    }
}
