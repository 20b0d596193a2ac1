package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.onnx.DetectorPackager;
import dev.fieldmark.jobs.onnx.KeypointPackager;
import dev.fieldmark.jobs.onnx.SpeciesPackager;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.Provenance;
import dev.fieldmark.store.StoreException;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The latest version of a model, which a new one may have to beat. */
record Champion(ModelStore store) {
    private static final Logger LOG = LoggerFactory.getLogger(Champion.class);

    /**
     * Says why the latest version stays, empty where the draft is to be published: it has a lower rmse-pixels (species: cross-entropy; detectors: missed), the two
     * were measured on different rows and can't be compared, the latest is damaged, or the draft is published already
     * (the committer knows).
     */
    Optional<String> beats(ModelDraft draft) {
        return store.resolve(draft.model(), ModelStore.LATEST)
                .flatMap(latest -> manifest(draft.model(), latest))
                .flatMap(latest -> stays(latest, draft))
                .filter(why -> !isPublished(draft));
    }

    /** The newest first: most likely it is one of those. */
    private boolean isPublished(ModelDraft draft) {
        String key = draft.provenance().publicationKey();
        return store.versions(draft.model()).stream()
                .sorted(Comparator.reverseOrder())
                .flatMap(version -> manifest(draft.model(), version).stream())
                .anyMatch(known -> known.provenance().publicationKey().equals(key));
    }

    /** Empty where it is damaged, which {@code models verify} reports: no reason to publish nothing more. */
    private Optional<ModelManifest> manifest(ModelName model, ModelVersion version) {
        try {
            return Optional.of(store.manifest(model, version));
        } catch (StoreException e) {
            LOG.warn("{}@{} is not compared with: {}", model, version, e.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<String> stays(ModelManifest latest, ModelDraft draft) {
        String metric = switch (draft.task()) {
            case ModelManifest.SPECIES -> SpeciesPackager.CROSS_ENTROPY;
            case ModelManifest.DETECTOR -> DetectorPackager.MISSED;
            default -> KeypointPackager.RMSE_PIXELS;
        };
        Double old = latest.metrics().get(metric);
        Double found = draft.metrics().get(metric);
        if (old == null || found == null || !sameRows(latest.provenance(), draft.provenance()) || found < old) {
            return Optional.empty();
        }
        return Optional.of(
                draft.model() + "@" + latest.version() + " has " + metric + " " + old + ", the winner " + found);
    }

    private static boolean sameRows(Provenance one, Provenance other) {
        return one.datasetHash().equals(other.datasetHash()) && one.splitHash().equals(other.splitHash());
    }
}
