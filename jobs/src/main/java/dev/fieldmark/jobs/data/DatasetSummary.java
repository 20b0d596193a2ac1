package dev.fieldmark.jobs.data;

/** What the manifest of every prepared dataset tells, whatever it is of. */
public interface DatasetSummary {
    /** Of the pictures and what they show, the same at any parallelism. */
    String contentHash();

    /** Over every picture's split key. */
    String splitHash();

    /** The default split. */
    double validationFraction();

    /** For people: from what, how many. */
    String words();

    /** On the training side of the default split. */
    int trainPictures();

    /** On its validation side. */
    int validationPictures();

    /** For people: how many are on each side of the default split. */
    default String sides() {
        return trainPictures() + " train, " + validationPictures() + " validate";
    }
}
