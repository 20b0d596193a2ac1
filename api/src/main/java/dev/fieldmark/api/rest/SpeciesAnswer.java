package dev.fieldmark.api.rest;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.fieldmark.domain.Identification;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/** What a photo shows, or each photo of a form, and who says so. */
sealed interface SpeciesAnswer {
    @RegisterForReflection
    record OfPhoto(
            ModelName model,
            ModelVersion version,
            String group,
            @JsonUnwrapped Identification identification) implements SpeciesAnswer {}

    @RegisterForReflection
    record OfForm(ModelName model, ModelVersion version, String group, List<FormAnswer> photos)
            implements SpeciesAnswer {}
}
