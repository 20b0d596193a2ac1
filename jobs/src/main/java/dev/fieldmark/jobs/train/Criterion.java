package dev.fieldmark.jobs.train;

import java.util.Map;

/**
 * What a net is trained to make small. Losses that are shown and compared are mean squared errors all the same.
 *
 * @param loss of each coordinate's error
 * @param lossWidth pixels up to which huber is quadratic and wing logarithmic
 * @param heatmapSigma standard deviation in pixels of the Gaussian that a heatmap is to be; ignored by nets without
 * @param heatmapWeight of the cross entropy between a heatmap and that Gaussian, beside the loss; likewise
 */
public record Criterion(Loss loss, double lossWidth, double heatmapSigma, double heatmapWeight) {
    /** Losses of a coordinate's error: squared, Huber's (1964), or wing (Feng et al. 2018). */
    public enum Loss {
        MSE,
        HUBER,
        WING
    }

    public Criterion {
        Rule.POSITIVE.check("loss-width", lossWidth);
        Rule.POSITIVE.check("heatmap-sigma", heatmapSigma);
        Rule.NOT_NEGATIVE.check("heatmap-weight", heatmapWeight);
    }

    /** The slope of the loss at an error in network units; huber's is that of squares where the error is small. */
    double slope(double error) {
        double width = lossWidth / EpochResult.PIXELS_PER_UNIT;
        return switch (loss) {
            case MSE -> 2 * error;
            case HUBER -> 2 * Math.max(-width, Math.min(width, error));
            case WING -> Math.abs(error) < width ? wingSlope(error, width) : Math.signum(error);
        };
    }

    /** Of {@code width ln(1 + |error| / curvature)}, the curvature a fifth of the width as in the paper. */
    private static double wingSlope(double error, double width) {
        return Math.signum(error) * width / (width / 5 + Math.abs(error));
    }

    void putSettings(Map<String, String> settings, boolean heatmaps) {
        settings.put("loss", Words.of(loss));
        settings.put("loss-width", String.valueOf(lossWidth));
        if (heatmaps) {
            settings.put("heatmap-sigma", String.valueOf(heatmapSigma));
            settings.put("heatmap-weight", String.valueOf(heatmapWeight));
        }
    }
}
