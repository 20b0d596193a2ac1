package dev.fieldmark.jobs.evaluate;

import dev.fieldmark.jobs.onnx.KeypointGraph;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.Provenance;
import dev.fieldmark.store.StoreException;
import java.nio.file.Path;
import java.util.Optional;

/** A version of a store that answers with keypoints. */
public record ServedVersion(Path store, ModelManifest manifest) {
    /**
     * Finds it.
     *
     * @throws StoreException where there is no such model or version; where its graph is not one of keypoints
     */
    public static ServedVersion of(Path store, ModelReference reference) {
        ModelStore models = DirectoryModelStore.open(store);
        ModelVersion version = reference.in(models);
        ModelManifest manifest = models.manifest(reference.model(), version);
        if (!manifest.signature().equals(KeypointGraph.signature())) {
            throw new StoreException(reference + ": was a graph of another signature but must be one of keypoints");
        }
        return new ServedVersion(store, manifest);
    }

    /** Its graph, checked against the manifest's hash. */
    public byte[] onnx() {
        return DirectoryModelStore.open(store).read(manifest.model(), manifest.version(), ModelDraft.ONNX);
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
