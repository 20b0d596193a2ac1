package dev.fieldmark.jobs.photos;

import java.io.Serializable;

/** What a photo shows. */
public sealed interface Shown extends Serializable {
    /** Nothing in the group. */
    Shown NOTHING = new Nothing();

    /**
     * A species of the group.
     *
     * @param place in the alphabetical list of species
     */
    record Species(int place) implements Shown {
        public Species {
            if (place < 0) {
                throw new IllegalArgumentException("place was " + place + " but must be >= 0");
            }
        }
    }

    /** Nothing in the group: the photo is a negative. */
    record Nothing() implements Shown {}

    default boolean isNothing() {
        return this instanceof Nothing;
    }
}
