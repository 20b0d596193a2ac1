package dev.fieldmark.jobs.backbone;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;

/**
 * What is done to a photo before a backbone sees it: {@code (scale * sample - mean) / std}, sRGB samples from 0 to 1.
 *
 * @param scale > 0: 255 for a backbone that was taught with samples from 0 to 255
 * @param mean of each channel, in the backbone's order
 * @param std of each channel, > 0, likewise
 * @param layout of its input, and of its planes where its features are planes
 * @param channels their order
 */
public record BackboneInput(double scale, List<Double> mean, List<Double> std, Layout layout, Channels channels)
        implements Serializable {
    /** Samples from 0 to 1, plane after plane. */
    public static final BackboneInput PLAIN =
            new BackboneInput(1, List.of(0.0, 0.0, 0.0), List.of(1.0, 1.0, 1.0), Layout.NCHW, Channels.RGB);

    /** Planes first, as PyTorch has them, or channels last, as Keras. */
    public enum Layout {
        NCHW,
        NHWC
    }

    /** Reds first, or blues first as in Caffe. */
    public enum Channels {
        RGB,
        BGR
    }

    public BackboneInput {
        mean = List.copyOf(mean);
        std = List.copyOf(std);
        require(mean.size() == 3, "mean", mean, "a number for each of three channels");
        require(std.size() == 3, "std", std, "a number for each of three channels");
        require(scale > 0, "scale", scale, "a number > 0");
        require(std.stream().allMatch(value -> value > 0), "std", std, "numbers > 0");
    }

    private static void require(boolean holds, String name, Object value, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(name + " was " + value + " but must be " + rule);
        }
    }

    @Override
    public String toString() {
        return "scale " + scale + ", mean " + mean + ", std " + std + ", "
                + (layout + ", " + channels).toLowerCase(Locale.ROOT);
    }
}
