package dev.fieldmark.api.serve;

import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.ModelStore;
import java.util.Map;
import java.util.Optional;

/**
 * Which versions answer, as far as it is not each model's latest alone.
 *
 * @param pins the number or alias that a model is served at
 * @param canaries the version that takes a share of a model's requests
 */
public record Traffic(Map<ModelName, ModelReference> pins, Map<ModelName, Canary> canaries) {
    public static final Traffic LATEST = new Traffic(Map.of(), Map.of());

    public Traffic {
        pins = Map.copyOf(pins);
        canaries = Map.copyOf(canaries);
    }

    ModelReference followed(ModelName model) {
        return pins.getOrDefault(model, new ModelReference(model, ModelStore.LATEST));
    }

    Optional<Canary> canary(ModelName model) {
        return Optional.ofNullable(canaries.get(model));
    }
}
