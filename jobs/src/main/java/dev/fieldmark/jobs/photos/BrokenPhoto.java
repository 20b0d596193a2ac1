package dev.fieldmark.jobs.photos;

import java.io.Serializable;

/**
 * A file that is no photo, or none that can be read.
 *
 * @param name of the file, below the folder of all
 * @param reason what it was and what it must be
 */
public record BrokenPhoto(String name, String reason) implements Serializable {}
