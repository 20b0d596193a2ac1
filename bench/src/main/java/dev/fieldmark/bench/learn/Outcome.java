package dev.fieldmark.bench.learn;

import dev.fieldmark.jobs.train.Learning.Updater;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How alike a net learned.
 *
 * @param net of the lesson
 * @param updater of the lesson
 * @param losses of each update, the first being of the untrained net
 */
public record Outcome(String net, Updater updater, List<Losses> losses) {
    /** How far a loss may lie from PyTorch's. */
    public static final double TOLERANCE = 0.01;

    /**
     * Mean squared errors of one batch, before the update.
     *
     * @param dl4j in the product's engine
     * @param pytorch in PyTorch
     * @param disturbed in PyTorch from weights each wrong by a rounding error: what chaos alone does
     */
    public record Losses(double dl4j, double pytorch, double disturbed) {
        double difference() {
            return relative(dl4j);
        }

        double chaos() {
            return relative(disturbed);
        }

        private double relative(double other) {
            double difference = Math.abs(other - pytorch) / pytorch;
            return Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference;
        }
    }

    public Outcome {
        losses = List.copyOf(losses);
        if (losses.isEmpty()) {
            throw new IllegalArgumentException("losses were 0 but must be >= 1");
        }
    }

    /** The largest relative difference between DL4J's loss and PyTorch's. */
    public double maxDifference() {
        return max(Losses::difference);
    }

    /** The largest relative difference between PyTorch's loss and that of PyTorch disturbed. */
    public double maxChaos() {
        return max(Losses::chaos);
    }

    private double max(ToDoubleFunction<Losses> figure) {
        return losses.stream().mapToDouble(figure).max().orElseThrow();
    }

    /** The update, from 1, at which the difference was largest. */
    public int worstUpdate() {
        double max = maxDifference();
        int update = 1;
        while (losses.get(update - 1).difference() < max) {
            update++;
        }
        return update;
    }

    public Losses first() {
        return losses.get(0);
    }

    public Losses last() {
        return losses.get(losses.size() - 1);
    }

    public boolean alike() {
        return maxDifference() <= TOLERANCE;
    }
}
