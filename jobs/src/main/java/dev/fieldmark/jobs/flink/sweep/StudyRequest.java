package dev.fieldmark.jobs.flink.sweep;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.fieldmark.jobs.spec.MoreBudget;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.spec.SweepSpecReader;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
 */
public record StudyRequest(
        String specFile,
        String data,
        String store,
        List<MoreBudget> budgets,
        List<SortedMap<String, String>> firstTrials,
        @JsonSetter(nulls = Nulls.AS_EMPTY) SortedMap<String, Integer> faces)
        implements Serializable {
    public StudyRequest {
        budgets = List.copyOf(budgets);
        firstTrials = List.copyOf(firstTrials);
        faces = Collections.unmodifiableSortedMap(new TreeMap<>(faces));
    }

    /**
     * The spec that was read from this text, with the budgets and the first trials that the study was given.
     *
     * @throws dev.fieldmark.jobs.spec.SpecException with every mistake in the text
     */
    public SweepSpec spec(String yaml) {
        return SweepSpecReader.read(
                        specFile, yaml, budgets, (specialist, rows, points) -> faces.getOrDefault(specialist, 1))
                .startingWith(firstTrials);
    }

    /** The same with a larger budget. */
    public StudyRequest with(MoreBudget budget) {
        List<MoreBudget> more = new ArrayList<>(budgets);
        more.add(budget);
        return new StudyRequest(specFile, data, store, more, firstTrials, faces);
    }
}
