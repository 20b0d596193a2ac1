package dev.fieldmark.jobs.backbone;

/** A backbone that can't be used: which key of the spec's {@code backbone}, what it was, and what it must be. */
public final class BackboneException extends Exception {
    private static final long serialVersionUID = 1;

    public BackboneException(String message) {
        super(message);
    }

    public BackboneException(String message, Throwable cause) {
        super(message, cause);
    }
}
