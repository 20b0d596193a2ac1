package dev.fieldmark.api.serve;

import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.util.Optional;

/**
 * How it stands with a model.
 *
 * @param serving the version that answers; empty where none could be loaded
 * @param problem why that is not the newest one, e.g. {@code version 8 refused: ...}; empty where it is
 */
public record ModelStatus(ModelName model, Optional<ModelVersion> serving, Optional<String> problem) {}
