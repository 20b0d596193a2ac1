package dev.fieldmark.jobs.onnx;

/** ONNX Runtime refused or failed: the message is its own; or a graph is not what it must be. */
public final class OnnxNetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OnnxNetException(String message) {
        super(message);
    }

    OnnxNetException(String message, Throwable cause) {
        super(message, cause);
    }
}
