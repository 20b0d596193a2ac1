package dev.fieldmark.jobs.spec;

import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.backbone.BackboneException;
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

        @Override
        public Subject.Features features(Backbone backbone) {
            return new Subject.Features(photos(), backbone, 1);
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

    /**
     * What heads behind a backbone are asked about.
     *
     * @throws BackboneException where it can't be used, naming the key of its section
     */
    Subject.Features features(Backbone backbone) throws BackboneException;
}
