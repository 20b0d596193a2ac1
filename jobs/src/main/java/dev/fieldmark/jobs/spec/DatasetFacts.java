package dev.fieldmark.jobs.spec;

import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Rows;
import dev.fieldmark.jobs.train.Subject;

/** What a spec must know of the dataset. */
public interface DatasetFacts {
    /** Before the dataset is known: enough to check a spec, and wrong where it depends on the dataset. */
    DatasetFacts UNKNOWN = new DatasetFacts() {
        @Override
        public int pictures(String specialist, Rows rows, KeypointGroup points) {
            return 1;
        }

        @Override
        public Subject.Photos photos() {
            return new Subject.Photos(128, 2);
        }
    };

    /**
     * How many faces, or photos, the nets of a search train on: what turns images into epochs.
     *
     * @param specialist its name; empty where the spec has none
     */
    int pictures(String specialist, Rows rows, KeypointGroup points);

    /** What nets for species are asked about. */
    Subject.Photos photos();
}
