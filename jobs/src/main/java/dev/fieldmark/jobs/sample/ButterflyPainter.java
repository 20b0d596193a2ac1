package dev.fieldmark.jobs.sample;

import java.util.List;

/** Paints one butterfly, seen from above, from back to front. */
final class ButterflyPainter {
    private static final double HALF = 0.5;
    private static final Colour HORN = Colour.of(0x2A211B);
    private static final Colour PALE = Colour.of(0xD8CBB5);

    private final ColourCanvas canvas;
    private final SampleSpecies species;
    private final ButterflyPose pose;
    private final Individual individual;

    ButterflyPainter(ColourCanvas canvas, SampleSpecies species, ButterflyPose pose, Individual individual) {
        this.canvas = canvas;
        this.species = species;
        this.pose = pose;
        this.individual = individual;
    }

    /** Its shadow, moved by so many pixels. */
    void shadow(double dx, double dy, double darkness) {
        for (int side : new int[] {-1, 1}) {
            for (boolean fore : new boolean[] {false, true}) {
                Placement wing = new Placement(1, 0, dx, 0, 1, dy).after(pose.wing(side, fore));
                canvas.fill(outline(wing, fore), darkness, new Colour(0.04, 0.045, 0.05));
            }
        }
    }

    void paint() {
        for (int side : new int[] {-1, 1}) {
            wing(side, false);
            foreShadow(side);
            wing(side, true);
        }
        antennae();
        body();
    }

    private List<Point> outline(Placement wing, boolean fore) {
        WingShape shape = (fore ? species.fore() : species.hind()).shape();
        return shape.outline().stream().map(wing::at).toList();
    }

    private void wing(int side, boolean fore) {
        WingDesign design = fore ? species.fore() : species.hind();
        Placement placement = pose.wing(side, fore);
        Placement back = placement.inverse();
        double pixel = 1 / pose.pixelsPerUnit();
        double light = pose.light(side);
        List<WingLayer> layers = design.markings().stream()
                .map(marking -> WingLayer.of(marking, design.shape()))
                .toList();
        canvas.paint(Mask.of(canvas.frame, outline(placement, fore)), 1, (x, y) -> {
            Point at = back.at(x, y);
            WingPlace place = design.shape().place(at, individual.outward(), pixel);
            Colour colour = design.ground();
            for (WingLayer layer : layers) {
                colour = layer.over(colour, place);
            }
            return finished(colour, place, at, light * relief(place));
        });
    }

    /** Folds between the veins, a rounding towards the margin, and the shade beside the body. */
    private static double relief(WingPlace place) {
        double folds = 0.045 * StrictMath.sin(2 * Math.PI * 7 * place.around()) * Math.min(1, 1.6 * place.out());
        double round = 0.1 * WingPlace.soft(place.distance() - 0.14, 0.14) - 0.07 * place.out() * place.out();
        return 0.95 + folds + round;
    }

    private Colour finished(Colour colour, WingPlace place, Point at, double light) {
        double scales = individual.scales().at(at.x() * 14, at.y() * 14) - HALF;
        double patches = individual.scales().at(3 + at.x() * 2.5, at.y() * 2.5) - HALF;
        double worn =
                Math.max(0, Math.min(1, individual.worn() * (0.4 + place.out()) + 0.3 * individual.worn() * patches));
        return colour.towards(PALE, worn).times(individual.tint()).times(light * (1 + 0.16 * scales + 0.12 * patches));
    }

    private void foreShadow(int side) {
        Placement moved = pose.body()
                .after(new Placement(1, 0, 0, 0, 1, 0.035))
                .after(pose.body().inverse())
                .after(pose.wing(side, true));
        Mask below = Mask.of(canvas.frame, outline(pose.wing(side, false), false));
        canvas.shade(Mask.of(canvas.frame, outline(moved, true)).and(below), 0.72);
    }

    private void body() {
        double furry = species.bodyWidth();
        Colour dark = species.body().times(individual.tint());
        stroke(dark.times(0.75), 0.05, 0.09 * furry, 0.03, body(0, 0.02), body(0, 0.3), body(0, 0.56));
        for (int ring = 0; ring < 5; ring++) {
            double y = 0.16 + 0.075 * ring;
            stroke(dark.times(0.5), 0.012, 0.012, 0.012, body(-0.03, y), body(0, y + 0.012), body(0.03, y));
        }
        stroke(dark, 0.06, 0.13 * furry, 0.07, body(0, -0.29), body(0, -0.14), body(0, 0.08));
        soft(dark.towards(PALE, 0.45), 0.7, body(-0.015, -0.14), 0.055 * furry, 0.13);
        disc(dark.times(0.8), body(0, -0.31), 0.055);
        disc(HORN, body(-0.045, -0.33), 0.024);
        disc(HORN, body(0.045, -0.33), 0.024);
    }

    private void antennae() {
        for (int side : new int[] {-1, 1}) {
            double width = Math.max(0.014, 0.8 / pose.pixelsPerUnit());
            Point end = body(side * 0.3, -0.82);
            stroke(HORN, width, width, width, body(side * 0.02, -0.34), body(side * 0.13, -0.6), end);
            stroke(HORN, width, 0.04, 0.02, body(side * 0.27, -0.765), end, body(side * 0.315, -0.85));
        }
    }

    private Point body(double x, double y) {
        return pose.body().at(x, y);
    }

    private void stroke(Colour colour, double start, double middle, double end, Point... through) {
        double unit = pose.pixelsPerUnit();
        List<Point> stroke = Curve.stroke(List.of(through), start * unit, middle * unit, end * unit);
        canvas.fill(stroke, 1, colour);
    }

    private void disc(Colour colour, Point middle, double radius) {
        double r = radius * pose.pixelsPerUnit();
        canvas.fill(
                Curve.closed(List.of(middle.plus(r, 0), middle.plus(0, r), middle.plus(-r, 0), middle.plus(0, -r))),
                1,
                colour);
    }

    private void soft(Colour colour, double strength, Point middle, double width, double height) {
        double unit = pose.pixelsPerUnit();
        canvas.paint(Mask.soft(canvas.frame, middle, width * unit, height * unit), strength, (x, y) -> colour);
    }
}
