package dev.fieldmark.api.onnx;

/** A graph that can't be served: the message says what it was and what it must be. */
public final class GraphException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    GraphException(String message) {
        super(message);
    }

    GraphException(String message, Throwable cause) {
        super(message, cause);
    }
}
