package dev.fieldmark.bench.sweep;

import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.SortedMap;

/** What a sweep searches, without the training: the same parameters always give the same curve. */
public interface Learner {
    SearchSpace space();

    /** Epochs of a trial that nobody stops, >= 1. */
    int maxEpochs();

    /** How a trial with these parameters would learn: maxEpochs epochs, or up to where it diverges. */
    RecordedCurve learn(SortedMap<String, String> parameters);
}
