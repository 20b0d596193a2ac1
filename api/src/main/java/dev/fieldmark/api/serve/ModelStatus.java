package dev.fieldmark.api.serve;

import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.ModelVersion;
import java.util.Optional;

/**
 * How it stands with a model.
 *
 * @param follows the number or alias that it is served at, mostly {@code latest}
 * @param serving the version that answers; empty where none could be loaded
 * @param problem why that is not the one that it follows, e.g. {@code version 8 refused: ...}; empty where it is
 * @param canary the version beside it, where one was asked for
 */
public record ModelStatus(
        ModelReference follows,
        Optional<ModelVersion> serving,
        Optional<String> problem,
        Optional<CanaryStatus> canary) {
    public ModelName model() {
        return follows.model();
    }

    /**
     * How it stands with the canary.
     *
     * @param serving the version that answers its share; empty where it can't, or answers everything anyway
     * @param problem why it can't; empty where it can
     */
    public record CanaryStatus(Canary canary, Optional<ModelVersion> serving, Optional<String> problem) {}
}
