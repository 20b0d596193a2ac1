package dev.fieldmark.jobs.photos;

/**
 * The photos of a species in a dataset.
 *
 * @param latin its name
 * @param photos in the shards
 * @param trainPhotos on the training side of the default split
 * @param validationPhotos on its validation side
 */
public record SpeciesCount(String latin, int photos, int trainPhotos, int validationPhotos) {
    public SpeciesCount {
        if (photos < 1 || photos != trainPhotos + validationPhotos) {
            throw new IllegalArgumentException(latin + ": photos was " + photos + " but must be >= 1 and the sides' "
                    + (trainPhotos + validationPhotos));
        }
    }
}
