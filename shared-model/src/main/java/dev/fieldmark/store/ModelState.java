package dev.fieldmark.store;

import java.util.List;
import java.util.Optional;

/**
 * A model in an object storage at one moment.
 *
 * @param versions oldest first
 * @param stored what {@code aliases.json} holds, where there is one
 */
record ModelState(List<ModelVersion> versions, Optional<Stored> stored) {
    /** @param etag of the object that holds them */
    record Stored(Aliases aliases, String etag) {}

    /** Every version counts, whether or not its publisher came to the aliases. */
    Aliases aliases() {
        return stored.map(Stored::aliases).orElse(Aliases.NONE).after(versions);
    }
}
