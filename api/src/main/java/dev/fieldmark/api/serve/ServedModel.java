package dev.fieldmark.api.serve;

import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.Signature;
import java.util.List;
import java.util.Map;

/** A version that is loaded and has answered once. Any number of threads may ask at once. */
public sealed interface ServedModel extends AutoCloseable permits KeypointModel, SpeciesModel, DetectorModel {
    /** What the store says of it. */
    ModelManifest manifest();

    default ModelName name() {
        return manifest().model();
    }

    default ModelVersion version() {
        return manifest().version();
    }

    /** What goes into its net and what comes out. */
    default Signature signature() {
        return manifest().signature();
    }

    /**
     * What its net says, as it says it.
     *
     * @param pictures each of shape [channels, height, width] of the signature
     * @return for each picture the outputs by name, of the signature's shapes
     */
    List<Map<String, float[]>> infer(List<float[]> pictures);

    @Override
    void close();
}
