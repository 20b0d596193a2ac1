package dev.fieldmark.api.serve;

import dev.fieldmark.store.ModelVersion;

/** A version that can't be served: the message says which and why. */
public final class RefusedVersionException extends Exception {
    private static final long serialVersionUID = 1L;

    RefusedVersionException(ModelVersion version, RuntimeException reason) {
        super("version " + version + " refused: " + reason.getMessage(), reason);
    }
}
