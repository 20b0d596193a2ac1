package dev.fieldmark.jobs.train;

/**
 * A value that goes in a straight line from the first epoch to the last, as the tutorial's learning rate and momentum.
 *
 * @param start at epoch 1
 * @param end at the last epoch and after it
 * @param epochs from start to end, >= 1; where it is 1, the start
 */
public record Schedule(double start, double end, int epochs) {
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
        return start + share * (end - start);
    }
}
