package dev.fieldmark.api.rest;

import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;

/** An answer of a model, which says which. */
public interface ModelAnswer {
    /** {@code NAME@VERSION} in the response, for those who see the head alone: the access log, proxies. */
    String HEADER = "Fieldmark-Model";

    ModelName model();

    ModelVersion version();
}
