package dev.fieldmark.api.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fieldmark.api.serve.SpeciesModel;
import dev.fieldmark.domain.Identification;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;

/** What a photo shows, and who says so. */
record SpeciesAnswer(
        ModelName model,
        ModelVersion version,
        String group,
        @JsonUnwrapped Identification identification) implements ModelAnswer {
    static SpeciesAnswer of(SpeciesModel model, Identification identification) {
        return new SpeciesAnswer(model.name(), model.version(), model.guide().group(), identification);
    }
}
