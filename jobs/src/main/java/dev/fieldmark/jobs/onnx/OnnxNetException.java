package dev.fieldmark.jobs.onnx;

/** ONNX Runtime refused or failed: the message is its own. */
public final class OnnxNetException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OnnxNetException(String message, Throwable cause) {
        super(message, cause);
    }
}
