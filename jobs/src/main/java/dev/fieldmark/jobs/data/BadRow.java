package dev.fieldmark.jobs.data;

import java.io.Serializable;

/**
 * A line of a CSV that holds no face.
 *
 * @param line its number in the file; the header is line 1
 * @param reason what it was and what it must be
 * @param start its first characters
 * @param fatal whether the file ends here, so that it can't be skipped
 */
public record BadRow(int line, String reason, String start, boolean fatal) implements Serializable {}
