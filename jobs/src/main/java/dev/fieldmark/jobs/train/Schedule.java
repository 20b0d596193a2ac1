package dev.fieldmark.jobs.train;

/**
 * A value that goes from the first epoch to the last, as the tutorial's learning rate and momentum.
 *
 * @param shape of the way
 * @param start at epoch 1
 * @param end at the last epoch and after it
 * @param epochs from start to end, >= 1; where it is 1, the start
 */
public record Schedule(Shape shape, double start, double end, int epochs) {
    /** A straight line; half a cosine's wave (Loshchilov and Hutter 2017); equal factors from epoch to epoch. */
    public enum Shape {
        LINEAR,
        COSINE,
        EXPONENTIAL
    }

    public Schedule {
        Rule.COUNT.check("epochs", epochs);
    }

    /** The value at an epoch, counted from 1. */
    public double at(int epoch) {
        Rule.COUNT.check("epoch", epoch);
        if (epochs == 1) {
            return start;
        }
        double share = Math.min(1.0, (epoch - 1.0) / (epochs - 1.0));
        return switch (shape) {
            case LINEAR -> start + share * (end - start);
            case COSINE -> end + (start - end) * (1 + StrictMath.cos(Math.PI * share)) / 2;
            case EXPONENTIAL -> start * StrictMath.pow(end / start, share);
        };
    }
}
