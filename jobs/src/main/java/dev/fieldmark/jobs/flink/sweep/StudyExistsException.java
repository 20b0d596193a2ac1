package dev.fieldmark.jobs.flink.sweep;

/** The study's name is taken: the message says by what. */
public final class StudyExistsException extends Exception {
    private static final long serialVersionUID = 1L;

    public StudyExistsException(String message) {
        super(message);
    }
}
