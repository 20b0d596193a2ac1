package dev.fieldmark.jobs.photos;

/**
 * The photos of nothing in the group in a dataset.
 *
 * @param photos in the shards
 * @param trainPhotos on the training side of the default split
 * @param validationPhotos on its validation side
 * @param nearDuplicatesOfTheGroup those that look like a photo of the group: one of both is in the wrong folder
 */
public record NegativeCount(int photos, int trainPhotos, int validationPhotos, int nearDuplicatesOfTheGroup) {
    /** Of a dataset without any. */
    public static final NegativeCount NONE = new NegativeCount(0, 0, 0, 0);

    public NegativeCount {
        if (photos < 0 || photos != trainPhotos + validationPhotos) {
            throw new IllegalArgumentException("negatives: photos was " + photos + " but must be >= 0 and the sides' "
                    + (trainPhotos + validationPhotos));
        }
    }
}
