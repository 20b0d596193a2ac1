package dev.fieldmark.jobs.sweep.prune;

import java.util.List;

/**
 * What a trial shows at a rung.
 *
 * @param trial its number
 * @param losses validation losses of epoch 1, 2, ... up to the rung; finite
 */
public record Curve(int trial, List<Double> losses) {
    public Curve {
        losses = List.copyOf(losses);
        if (losses.isEmpty()) {
            throw new IllegalArgumentException("losses were 0 but must be >= 1");
        }
    }

    /** Epochs trained: the rung. */
    public int epoch() {
        return losses.size();
    }

    /** The lowest loss. */
    public double best() {
        return best(losses);
    }

    /** The lowest loss of all but the last so many epochs; infinite where there is none. */
    double bestBeforeLast(int epochs) {
        return best(losses.subList(0, Math.max(0, losses.size() - epochs)));
    }

    private static double best(List<Double> losses) {
        double best = Double.POSITIVE_INFINITY;
        for (double loss : losses) { // no stream: a large study asks millions of times
            best = Math.min(best, loss);
        }
        return best;
    }
}
