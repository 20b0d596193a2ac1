package dev.fieldmark.jobs.draw;

import java.util.List;

/**
 * How one net learned.
 *
 * @param name for the label
 * @param trainPixels errors by epoch, from the first on; not finite where there is none
 * @param validPixels the same on the pictures that validate
 */
public record Curve(String name, List<Double> trainPixels, List<Double> validPixels) {
    public Curve {
        trainPixels = List.copyOf(trainPixels);
        validPixels = List.copyOf(validPixels);
        if (trainPixels.size() != validPixels.size()) {
            throw new IllegalArgumentException("curve " + name + " had " + trainPixels.size()
                    + " epochs of training and " + validPixels.size() + " of validation but must have as many");
        }
    }

    int epochs() {
        return validPixels.size();
    }

    /** NaN where there is none. */
    double bestPixels() {
        return validPixels.stream()
                .filter(Double::isFinite)
                .min(Double::compare)
                .orElse(Double.NaN);
    }

    /** At this epoch, or at the last one before it; NaN where there is none. */
    double validPixelsUpTo(int epoch) {
        return epochs() == 0 ? Double.NaN : validPixels.get(Math.min(epoch, epochs()) - 1);
    }
}
