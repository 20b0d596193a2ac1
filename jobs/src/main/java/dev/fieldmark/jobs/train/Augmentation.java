package dev.fieldmark.jobs.train;

import java.util.Map;

/**
 * What is done to training faces, drawn anew in each epoch; the targets go where the picture goes.
 *
 * @param flip whether half of each batch is mirrored
 * @param mirrorAxis the x, in pixels, at which targets are mirrored: 48 in the tutorial; where labels were drawn a pixel
 *     to the side, another is better
 * @param rotation most degrees by which a picture is turned about its middle, either way
 * @param scale most share by which it grows or shrinks: 0.1 for 0.9 to 1.1 times
 * @param shift most pixels by which it moves, along each axis
 * @param light most change of the gamma's logarithm: grey becomes 255 (grey / 255)^gamma
 * @param noise standard deviation of what is added to each pixel, as a share of the grey range
 * @param cutout side of the square that is blanked, as a share of the picture's (DeVries and Taylor 2017)
 */
public record Augmentation(
        boolean flip,
        double mirrorAxis,
        double rotation,
        double scale,
        double shift,
        double light,
        double noise,
        double cutout) {
    public Augmentation {
        Rule.POSITIVE.check("mirror-axis", mirrorAxis);
        Rule.DEGREES.check("rotation", rotation);
        Rule.SHARE.check("scale", scale);
        Rule.PIXELS.check("shift", shift);
        Rule.NOT_NEGATIVE.check("light", light);
        Rule.SHARE.check("noise", noise);
        Rule.SHARE.check("cutout", cutout);
    }

    /** Whether pictures are turned, scaled or shifted. */
    boolean moves() {
        return rotation > 0 || scale > 0 || shift > 0;
    }

    /** Whether anything but mirroring is done. */
    boolean isMoreThanFlips() {
        return moves() || light > 0 || noise > 0 || cutout > 0;
    }

    void putSettings(Map<String, String> settings) {
        settings.put("flip", String.valueOf(flip));
        settings.put("mirror-axis", String.valueOf(mirrorAxis));
        settings.put("rotation", String.valueOf(rotation));
        settings.put("scale", String.valueOf(scale));
        settings.put("shift", String.valueOf(shift));
        settings.put("light", String.valueOf(light));
        settings.put("noise", String.valueOf(noise));
        settings.put("cutout", String.valueOf(cutout));
    }
}
