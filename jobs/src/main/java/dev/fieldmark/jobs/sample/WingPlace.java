package dev.fieldmark.jobs.sample;

/**
 * A place on a wing.
 *
 * @param x from the root away from the body, in body lengths
 * @param y from the root backward
 * @param around share of the way from the leading to the trailing edge
 * @param out share of the way from the root to the margin
 * @param distance from the root
 * @param reach distance of the margin from the root, in this direction
 * @param pixel width of a pixel
 */
record WingPlace(double x, double y, double around, double out, double distance, double reach, double pixel) {
    /** 1 where {@code inside} is above 0, 0 where it is below, with a slope about a pixel wide between. */
    double edge(double inside) {
        return soft(inside, 0.75 * pixel);
    }

    /** 1 where {@code inside} is above half a width, 0 where it is below minus that. */
    static double soft(double inside, double halfWidth) {
        double share = Math.max(0, Math.min(1, 0.5 + 0.5 * inside / halfWidth));
        return share * share * (3 - 2 * share);
    }
}
