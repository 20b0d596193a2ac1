package dev.fieldmark.jobs.evaluate;

/** Which faces of a prepared dataset are evaluated. */
public enum Part {
    TRAIN,
    VALIDATION,
    ALL
}
