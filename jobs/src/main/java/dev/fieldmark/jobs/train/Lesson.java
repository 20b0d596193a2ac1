package dev.fieldmark.jobs.train;

import java.util.Map;

/** What a net is taught with: how its pictures are changed, and what it makes small. */
public sealed interface Lesson {
    /** Adds each setting by its name in the spec. */
    void putSettings(Map<String, String> settings, Architecture architecture);

    /**
     * Where the points of a face are.
     *
     * @param augmentation what is done to the training faces
     * @param contrast none: pixels / 255; standardize: each picture then to mean 0 and standard deviation 1
     * @param criterion what is made small
     */
    record Faces(Augmentation augmentation, Recipe.Contrast contrast, Criterion criterion) implements Lesson {
        @Override
        public void putSettings(Map<String, String> settings, Architecture architecture) {
            augmentation.putSettings(settings);
            settings.put("contrast", Words.of(contrast));
            criterion.putSettings(settings, architecture instanceof Architecture.Hourglass);
        }
    }

    /**
     * Where faces are in a picture. Made small is the loss of {@link FaceCells}.
     *
     * @param flip whether each face is mirrored with a probability of one half
     * @param rotation most degrees by which a face is turned, either way
     * @param light most change of the logarithm of gamma, and most share by which brightness and contrast change
     * @param noise most standard deviation of the noise that is added, as a share of white
     */
    record Scenes(boolean flip, double rotation, double light, double noise) implements Lesson {
        public Scenes {
            Rule.DEGREES.check("rotation", rotation);
            Rule.SHARE.check("light", light);
            Rule.SHARE.check("noise", noise);
        }

        @Override
        public void putSettings(Map<String, String> settings, Architecture architecture) {
            settings.put("flip", String.valueOf(flip));
            settings.put("rotation", String.valueOf(rotation));
            settings.put("light", String.valueOf(light));
            settings.put("noise", String.valueOf(noise));
        }
    }

    /**
     * Which species a photo shows. Made small is the cross entropy.
     *
     * @param augmentation what is done to the training photos
     * @param labelSmoothing share of each target that is spread evenly over all species (Szegedy et al. 2016)
     * @param classBalance how much more a photo of a rare species counts: its weight is 1 / photos of the species to this
     *     power, so that 0 counts photos alike, and 1 species
     * @param negativesWeight how much the photos of nothing in the group, whose targets are even over all species, count
     *     together, as a multiple of the group's photos (outlier exposure: Hendrycks, Mazeika, Dietterich 2019); 0 leaves
     *     them out
     */
    record Photos(PhotoAugmentation augmentation, double labelSmoothing, double classBalance, double negativesWeight)
            implements Lesson {
        public Photos {
            Rule.SHARE.check("label-smoothing", labelSmoothing);
            Rule.FRACTION.check("class-balance", classBalance);
            Rule.NOT_NEGATIVE.check("negatives-weight", negativesWeight);
        }

        @Override
        public void putSettings(Map<String, String> settings, Architecture architecture) {
            if (architecture instanceof Architecture.Dense) {
                augmentation.putSettingsOfFeatures(settings);
            } else {
                augmentation.putSettings(settings);
            }
            settings.put("label-smoothing", String.valueOf(labelSmoothing));
            settings.put("class-balance", String.valueOf(classBalance));
            settings.put("negatives-weight", String.valueOf(negativesWeight));
        }
    }
}
