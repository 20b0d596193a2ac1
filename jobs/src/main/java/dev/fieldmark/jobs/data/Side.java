package dev.fieldmark.jobs.data;

/** The sides of a split. */
public enum Side {
    TRAIN,
    VALIDATION
}
