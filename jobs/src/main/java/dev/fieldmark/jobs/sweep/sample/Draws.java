package dev.fieldmark.jobs.sweep.sample;

/**
 * Random numbers that follow from a seed alone, with the same bits on every machine and in every Java: SplitMix64
 * (Steele, Lea, Flood 2014, "Fast splittable pseudorandom number generators").
 */
final class Draws {
    private static final long STEP = 0x9e3779b97f4a7c15L;

    private long state;

    private Draws(long state) {
        this.state = state;
    }

    /** The draws of one trial. */
    static Draws of(long seed, int trial) {
        return new Draws(mix(mix(seed) + trial));
    }

    /** The first draw of a trial for one name, 0 <= draw < 1. */
    static double unit(long seed, int trial, String name) {
        return unit(mix(mix(mix(seed) + trial) + name.hashCode()));
    }

    /** A step: every bit of the input changes half of the output's. */
    static long mix(long state) {
        long z = state + STEP;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    private static double unit(long bits) {
        return (bits >>> 11) * 0x1.0p-53;
    }

    /** Evenly spread, 0 <= draw < 1. */
    double unit() {
        long bits = mix(state);
        state += STEP;
        return unit(bits);
    }

    /** One of 0, 1, ... below count. */
    int index(int count) {
        return (int) (unit() * count);
    }

    /** Of the normal distribution with this centre and width, cut off at 0 and 1; 0 <= draw < 1. */
    double normal(double centre, double width) {
        while (true) {
            double draw = centre + width * normal();
            if (draw >= 0 && draw < 1) {
                return draw;
            }
        }
    }

    /** Marsaglia's polar method. */
    private double normal() {
        while (true) {
            double x = 2 * unit() - 1;
            double square = x * x;
            double y = 2 * unit() - 1;
            square += y * y;
            if (square > 0 && square < 1) {
                return x * Math.sqrt(-2 * StrictMath.log(square) / square);
            }
        }
    }
}
