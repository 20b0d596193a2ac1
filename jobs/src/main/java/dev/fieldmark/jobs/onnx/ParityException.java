package dev.fieldmark.jobs.onnx;

/** The exported graph does not answer as the net does, so it is not published: the message says by how much. */
public final class ParityException extends Exception {
    private static final long serialVersionUID = 1L;

    public ParityException(String message) {
        super(message);
    }
}
