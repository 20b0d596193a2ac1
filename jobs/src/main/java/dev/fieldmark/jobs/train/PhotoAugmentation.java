package dev.fieldmark.jobs.train;

import java.util.Map;

/**
 * What is done to training photos, drawn anew in each epoch.
 *
 * @param flip whether each photo is mirrored with a probability of one half
 * @param crop least share of the photo's area that is kept: 1 keeps all of it (Szegedy et al. 2015)
 * @param stretch most change of the logarithm of width over height
 * @param rotation most degrees by which a photo is turned about its middle, either way
 * @param light most share by which brightness and contrast change, either way
 * @param colour most share by which saturation changes, either way; each primary by a quarter of it
 * @param cutout side of the square that is blanked in every other photo, as a share of the photo's (DeVries and Taylor
 *     2017)
 * @param mixup both parameters of the Beta distribution by which pairs of photos, and what they show, are mixed (Zhang et
 *     al. 2018); 0 mixes none
 */
public record PhotoAugmentation(
        boolean flip,
        double crop,
        double stretch,
        double rotation,
        double light,
        double colour,
        double cutout,
        double mixup) {
    public PhotoAugmentation {
        Rule.PART.check("crop", crop);
        Rule.SHARE.check("stretch", stretch);
        Rule.DEGREES.check("rotation", rotation);
        Rule.SHARE.check("light", light);
        Rule.SHARE.check("colour", colour);
        Rule.SHARE.check("cutout", cutout);
        Rule.NOT_NEGATIVE.check("mixup", mixup);
    }

    /** Whole photos, mirrored or not, and mixed. */
    static PhotoAugmentation ofFeatures(boolean flip, double mixup) {
        return new PhotoAugmentation(flip, 1, 0, 0, 0, 0, 0, mixup);
    }

    /** What can be done to features: none of it needs pixels. */
    void putSettingsOfFeatures(Map<String, String> settings) {
        settings.put("flip", String.valueOf(flip));
        settings.put("mixup", String.valueOf(mixup));
    }

    void putSettings(Map<String, String> settings) {
        settings.put("flip", String.valueOf(flip));
        settings.put("crop", String.valueOf(crop));
        settings.put("stretch", String.valueOf(stretch));
        settings.put("rotation", String.valueOf(rotation));
        settings.put("light", String.valueOf(light));
        settings.put("colour", String.valueOf(colour));
        settings.put("cutout", String.valueOf(cutout));
        settings.put("mixup", String.valueOf(mixup));
    }
}
