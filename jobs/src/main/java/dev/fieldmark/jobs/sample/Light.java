package dev.fieldmark.jobs.sample;

import java.util.Random;

/** Where the light comes from (a direction of length 1) and how much of it is diffuse. */
record Light(double x, double y, double z, double ambient) {
    static Light random(Random random) {
        double x = Pose.bell(random, 1.3);
        double y = -0.3 + Pose.bell(random, 0.8);
        double length = StrictMath.sqrt(x * x + y * y + 1);
        return new Light(x / length, y / length, 1 / length, 0.35 + 0.4 * random.nextDouble());
    }

    /** How bright skin is that faces this way (to the right, down; the rest towards the viewer). */
    double on(double right, double down) {
        double front = StrictMath.sqrt(Math.max(0.02, 1 - right * right - down * down));
        return ambient + (1.15 - ambient) * Math.max(0, x * right + y * down + z * front);
    }
}
