package dev.fieldmark.jobs.sample;

import java.util.Random;

/**
 * How a head is turned and where it is. The head's own coordinates: one is the distance between the eyes, the origin
 * lies between them, x to the picture's right, y down, z towards the viewer.
 */
record Pose(double yaw, double pitch, double roll, double pixelsPerUnit, double xPixels, double yPixels) {
    private static final double NECK_Y = 0.5;
    private static final double NECK_Z = -0.9;

    static Pose random(Random random) {
        return new Pose(
                bell(random, 0.5),
                bell(random, 0.25),
                bell(random, 0.25),
                34 + bell(random, 5),
                48 + bell(random, 4),
                56 + bell(random, 4));
    }

    /** Between -reach and reach, mostly near 0. */
    static double bell(Random random, double reach) {
        return reach * (random.nextDouble() + random.nextDouble() + random.nextDouble() - 1.5) / 1.5;
    }

    /** Where a point of the head is in the picture. */
    Point at(double x, double y, double z) {
        double up = y - NECK_Y;
        double front = z - NECK_Z;
        double turnedX = x * StrictMath.cos(yaw) + front * StrictMath.sin(yaw);
        double turnedZ = front * StrictMath.cos(yaw) - x * StrictMath.sin(yaw);
        double turnedY = up * StrictMath.cos(pitch) + turnedZ * StrictMath.sin(pitch);
        double cos = StrictMath.cos(roll) * pixelsPerUnit;
        double sin = StrictMath.sin(roll) * pixelsPerUnit;
        return new Point(xPixels + turnedX * cos - turnedY * sin, yPixels + turnedX * sin + turnedY * cos);
    }
}
