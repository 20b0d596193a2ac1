package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.onnx.OnnxModelPackager;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.Provenance;
import java.util.Comparator;
import java.util.Optional;

/** The latest version of a model, which a new one may have to beat. */
record Champion(ModelStore store) {
    private static final String METRIC = OnnxModelPackager.RMSE_PIXELS;

    /**
     * Says why the latest version stays, empty where the draft is to be published: it has a lower rmse-pixels, the two
     * were measured on different rows and can't be compared, or it is published already (the committer knows).
     */
    Optional<String> beats(ModelDraft draft) {
        return store.resolve(draft.model(), ModelStore.LATEST)
                .flatMap(latest -> stays(latest, draft))
                .filter(why -> !isPublished(draft));
    }

    /** The newest first: most likely it is one of those. */
    private boolean isPublished(ModelDraft draft) {
        String key = draft.provenance().publicationKey();
        return store.versions(draft.model()).stream()
                .sorted(Comparator.reverseOrder())
                .anyMatch(version -> store.manifest(draft.model(), version)
                        .provenance()
                        .publicationKey()
                        .equals(key));
    }

    private Optional<String> stays(ModelVersion version, ModelDraft draft) {
        ModelManifest latest = store.manifest(draft.model(), version);
        Double old = latest.metrics().get(METRIC);
        Double found = draft.metrics().get(METRIC);
        if (old == null || found == null || !sameRows(latest.provenance(), draft.provenance()) || found < old) {
            return Optional.empty();
        }
        return Optional.of(draft.model() + "@" + version + " has " + METRIC + " " + old + ", the winner " + found);
    }

    private static boolean sameRows(Provenance one, Provenance other) {
        return one.datasetHash().equals(other.datasetHash()) && one.splitHash().equals(other.splitHash());
    }
}
