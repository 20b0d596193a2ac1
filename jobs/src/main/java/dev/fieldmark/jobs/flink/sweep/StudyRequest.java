package dev.fieldmark.jobs.flink.sweep;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.data.DatasetKind;
import dev.fieldmark.jobs.spec.DatasetFacts;
import dev.fieldmark.jobs.spec.MoreBudget;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.spec.SweepSpecReader;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Rows;
import dev.fieldmark.jobs.train.Subject;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * With what a study was started: enough to go on with it by its name alone.
 *
 * @param specFile name of the spec's file, for messages
 * @param data folder of the prepared dataset
 * @param store the model store
 * @param budgets that it was given later, each larger than the one before
 * @param firstTrials parameters of the first trials, from an earlier study
 * @param faces on which each search trains, by specialist, where its epochs are given in images
 * @param photos on which nets for species are trained; of none where the study is of faces
 * @param kind of its dataset
 */
public record StudyRequest(
        String specFile,
        String data,
        String store,
        List<MoreBudget> budgets,
        List<SortedMap<String, String>> firstTrials,
        @JsonSetter(nulls = Nulls.AS_EMPTY) SortedMap<String, Integer> faces,
        Photos photos,
        DatasetKind kind)
        implements Serializable {
    public StudyRequest {
        budgets = List.copyOf(budgets);
        firstTrials = List.copyOf(firstTrials);
        photos = Objects.requireNonNullElse(photos, Photos.NONE); // requests of before there were photos
        kind = Objects.requireNonNullElse(kind, photos.species() == 0 ? DatasetKind.KEYPOINTS : DatasetKind.SPECIES);
        faces = Collections.unmodifiableSortedMap(new TreeMap<>(faces));
    }

    /**
     * The spec that was read from this text, with the budgets and the first trials that the study was given.
     *
     * @throws dev.fieldmark.jobs.spec.SpecException with every mistake in the text
     */
    public SweepSpec spec(String yaml) {
        return SweepSpecReader.read(specFile, yaml, budgets, new Known(faces, photos))
                .startingWith(firstTrials);
    }

    /** Photos of a dataset: their side, how many species they show, and how much a backbone says of each, 0 without. */
    public record Photos(int sidePixels, int species, int features) implements Serializable {
        /** Of a study of faces. */
        public static final Photos NONE = new Photos(0, 0, 0);

        /** Those that a spec was read for. */
        public static Photos of(SweepSpec spec) {
            Subject subject = spec.searches().get(0).subject();
            if (!(subject instanceof Subject.Species species)) {
                return NONE;
            }
            int features = subject instanceof Subject.Features behind ? behind.length() : 0;
            return new Photos(species.photos().sidePixels(), species.targets(), features);
        }
    }

    private record Known(SortedMap<String, Integer> faces, Photos photoSet) implements DatasetFacts {
        @Override
        public int pictures(String specialist, Rows rows, KeypointGroup points) {
            return faces.getOrDefault(specialist, 1);
        }

        @Override
        public Subject.Photos photos() {
            return new Subject.Photos(photoSet.sidePixels(), photoSet.species());
        }

        @Override
        public Subject.Features features(Backbone backbone) {
            return new Subject.Features(photos(), backbone, photoSet.features());
        }
    }

    /** The same with a larger budget. */
    public StudyRequest with(MoreBudget budget) {
        List<MoreBudget> more = new ArrayList<>(budgets);
        more.add(budget);
        return new StudyRequest(specFile, data, store, more, firstTrials, faces, photos, kind);
    }
}
