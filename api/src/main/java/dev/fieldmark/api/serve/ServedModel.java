package dev.fieldmark.api.serve;

import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;

/** A version that is loaded and has answered once. Any number of threads may ask at once. */
public sealed interface ServedModel extends AutoCloseable permits KeypointModel, SpeciesModel, DetectorModel {
    ModelName name();

    ModelVersion version();

    @Override
    void close();
}
