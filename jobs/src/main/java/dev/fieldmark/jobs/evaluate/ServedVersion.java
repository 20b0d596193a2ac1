package dev.fieldmark.jobs.evaluate;

import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.jobs.onnx.KeypointGraph;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.Provenance;
import dev.fieldmark.store.StoreException;
import dev.fieldmark.store.StoreLocation;
import java.util.Optional;

/** A version of a store, to be evaluated as it is served. */
public record ServedVersion(StoreLocation store, ModelManifest manifest) {
    /**
     * Finds one that answers with keypoints.
     *
     * @throws StoreException where there is no such model or version; where its graph is not one of keypoints
     */
    public static ServedVersion of(StoreLocation store, ModelReference reference) {
        ServedVersion version = any(store, reference);
        if (!KeypointGraph.isSignature(version.manifest().signature())) {
            throw new StoreException(reference + ": was a graph of another signature but must be one of keypoints");
        }
        return version;
    }

    /**
     * Finds one, whatever it answers.
     *
     * @throws StoreException where there is no such model or version
     */
    public static ServedVersion any(StoreLocation store, ModelReference reference) {
        ModelStore models = store.open();
        ModelVersion version = reference.in(models);
        return new ServedVersion(store, models.manifest(reference.model(), version));
    }

    /** Whether it answers with species. */
    public boolean isOfSpecies() {
        return manifest.task().equals(ModelManifest.SPECIES);
    }

    /** Whether it answers with faces in photos. */
    public boolean isDetector() {
        return manifest.task().equals(ModelManifest.DETECTOR);
    }

    /**
     * What it knows of its species.
     *
     * @throws StoreException where its guide is damaged
     */
    public FieldGuide guide() {
        byte[] json = store.open().read(manifest.model(), manifest.version(), FieldGuide.FILE);
        try {
            return FieldGuide.read(json);
        } catch (IllegalArgumentException e) {
            throw new StoreException(this + ": " + e.getMessage(), e);
        }
    }

    /** Its graph, checked against the manifest's hash. */
    public byte[] onnx() {
        return store.open().read(manifest.model(), manifest.version(), ModelDraft.ONNX);
    }

    /** The share of the split keys that its training validated on: no row that it learnt from is on that side. */
    public Optional<Double> validationFraction() {
        return Optional.ofNullable(manifest.provenance().parameters().get(Provenance.VALIDATION_FRACTION))
                .map(Double::valueOf);
    }

    /** Such as {@code keypoints@3}. */
    @Override
    public String toString() {
        return manifest.model() + "@" + manifest.version();
    }
}
