package dev.fieldmark.store;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Where a version comes from: enough to make it again, bit for bit, on a machine of the same kind.
 *
 * @param study the study's name
 * @param studyFingerprint sha256 over the sweep spec and the dataset: (fingerprint, trial) names a training exactly
 * @param trial number of the trial, from 0
 * @param seed seed of the trial
 * @param datasetHash content hash of the prepared dataset
 * @param splitHash hash over which row stood on which side
 * @param parameters every setting of the net and its training by name, searched or not
 * @param parents {@code model@version} of versions whose weights this one started from
 * @param environment code version, JDK, DL4J, backend, Flink job id
 */
public record Provenance(
        String study,
        String studyFingerprint,
        int trial,
        long seed,
        String datasetHash,
        String splitHash,
        SortedMap<String, String> parameters,
        List<String> parents,
        SortedMap<String, String> environment) {
    /** The parameter that says which share of the split keys the training validated on. */
    public static final String VALIDATION_FRACTION = "validation-fraction";

    public Provenance {
        parameters = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        parents = List.copyOf(parents);
        environment = java.util.Collections.unmodifiableSortedMap(new TreeMap<>(environment));
    }

    /** What makes a publish idempotent: the same trial of the same study is one version, however often committed. */
    public String publicationKey() {
        return study + "/" + studyFingerprint + "/" + trial;
    }
}
