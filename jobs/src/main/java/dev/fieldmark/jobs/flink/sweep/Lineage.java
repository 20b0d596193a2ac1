package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.data.DatasetSummary;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.Provenance;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Whether rows that will validate were seen by a version in training, or by any version that it started from: then the
 * validation loss would lie.
 *
 * @param dataset on which the new nets will be trained
 * @param validationFraction of its split keys; sides are nested over fractions
 */
record Lineage(ModelStore store, DatasetSummary dataset, double validationFraction) {
    /**
     * What can't be told of a version and its ancestors, a sentence each.
     *
     * @throws IllegalArgumentException where one of them was trained on rows that will validate
     */
    List<String> cautions(ModelName model, ModelVersion version) {
        var cautions = new LinkedHashSet<String>();
        Set<String> seen = new LinkedHashSet<>();
        var open = new ArrayDeque<String>(List.of(model + "@" + version));
        while (!open.isEmpty()) {
            String name = open.remove();
            if (seen.add(name)) {
                Optional<Provenance> from = provenance(name);
                if (from.isEmpty()) {
                    cautions.add(name + " is gone from the store: " + unknown("it was trained on"));
                } else {
                    cautions.addAll(cautions(name, from.get()));
                    open.addAll(from.get().parents());
                }
            }
        }
        return List.copyOf(cautions);
    }

    static String unknown(String what) {
        return "whether " + what + " faces that validate here can't be told";
    }

    private Optional<Provenance> provenance(String name) {
        ModelReference reference = ModelReference.of(name);
        return store.resolve(reference.model(), reference.aliasOrNumber())
                .map(version -> store.manifest(reference.model(), version).provenance());
    }

    private List<String> cautions(String name, Provenance from) {
        var cautions = new ArrayList<String>();
        Optional.ofNullable(from.parameters().get(StudyInit.CAUTIONS)).ifPresent(cautions::add);
        if (!from.datasetHash().equals(dataset.contentHash())) {
            cautions.add(name + " was trained on other data: " + unknown("that had"));
        } else {
            refuseLeak(name, from);
        }
        return cautions;
    }

    private void refuseLeak(String name, Provenance from) {
        if (from.splitHash().equals(StudyHashes.split(dataset.splitHash(), validationFraction))) {
            return;
        }
        OptionalDouble theirs = Optional.ofNullable(from.parameters().get(Provenance.VALIDATION_FRACTION)).stream()
                .mapToDouble(Double::parseDouble)
                .filter(fraction -> from.splitHash().equals(StudyHashes.split(dataset.splitHash(), fraction)))
                .findFirst();
        if (theirs.isEmpty()) {
            throw new IllegalArgumentException(name + " was trained on this data split by other groups, so that rows it"
                    + " was trained on would validate here; prepare the data as for " + name
                    + ", or start from another version");
        }
        if (theirs.getAsDouble() < validationFraction) {
            throw new IllegalArgumentException(name + " was trained on rows that would validate here: it validated on "
                    + theirs.getAsDouble() + " of this data, this study would on " + validationFraction
                    + "; make validation.fraction at most " + theirs.getAsDouble() + ", or start from another version");
        }
    }
}
