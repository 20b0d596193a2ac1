package dev.fieldmark.jobs.gpu;

/** That nothing can be trained on the GPUs of this machine, in one sentence. Trying again does not help. */
public final class GpuException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public GpuException(String message) {
        super(message);
    }
}
