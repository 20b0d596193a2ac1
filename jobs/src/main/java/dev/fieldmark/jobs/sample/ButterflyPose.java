package dev.fieldmark.jobs.sample;

import java.util.Random;

/**
 * How a butterfly sits in a picture. Its own coordinates: the forewings are about one long, (0, 0) lies between the
 * wings, y backward.
 *
 * @param body where it is, how large and how turned
 * @param leftOpen how wide a half-open left wing seems, 1 where it lies flat
 * @param leftLift how far its tip is moved forward, as a share of its width
 * @param foreDegrees how far the forewings are drawn back
 * @param hindDegrees how far the hindwings are drawn back
 */
record ButterflyPose(
        Placement body,
        double pixelsPerUnit,
        double leftOpen,
        double rightOpen,
        double leftLift,
        double rightLift,
        double foreDegrees,
        double hindDegrees) {
    private static final double FORE_ROOT_Y = -0.16;
    private static final double HIND_ROOT_Y = -0.02;
    private static final double ROOT_X = 0.045;

    static ButterflyPose random(Random random, Frame frame) {
        double side = Math.min(frame.width(), frame.height());
        double pixels = side * (0.27 + 0.24 * random.nextDouble());
        double spreadX = Math.max(0.5 * frame.width() - 0.75 * pixels, 0.14 * frame.width());
        double spreadY = Math.max(0.5 * frame.height() - 0.75 * pixels, 0.14 * frame.height());
        double radians = random.nextDouble() < 0.3 ? Pose.bell(random, Math.PI) : Pose.bell(random, 1.3);
        double x = frame.width() / 2.0 + Pose.bell(random, 1.3 * spreadX);
        double y = frame.height() / 2.0 + Pose.bell(random, 1.3 * spreadY);
        double folded = random.nextDouble() * random.nextDouble() * 0.55;
        double tilt = Pose.bell(random, 0.22);
        return new ButterflyPose(
                Placement.of(radians, pixels, x, y),
                pixels,
                Math.min(1, 1 - folded - tilt),
                Math.min(1, 1 - folded + tilt),
                Pose.bell(random, 0.3),
                Pose.bell(random, 0.3),
                -4 + Pose.bell(random, 14),
                Pose.bell(random, 10));
    }

    /** Where the wings of a side are, -1 left and 1 right. */
    Placement wing(int side, boolean fore) {
        double open = side < 0 ? leftOpen : rightOpen;
        double lift = side < 0 ? leftLift : rightLift;
        Placement spread = new Placement(side * open, 0, side * ROOT_X, -lift, 1, fore ? FORE_ROOT_Y : HIND_ROOT_Y);
        Placement drawnBack = Placement.of(Math.toRadians(fore ? foreDegrees : hindDegrees), 1, 0, 0);
        return body.after(spread).after(drawnBack);
    }

    /** How much light falls on the wing of a side that stands up this far. */
    double light(int side) {
        double own = side < 0 ? leftOpen : rightOpen;
        double other = side < 0 ? rightOpen : leftOpen;
        return 1 - 0.35 * (1 - own) + 0.3 * (own - other);
    }
}
