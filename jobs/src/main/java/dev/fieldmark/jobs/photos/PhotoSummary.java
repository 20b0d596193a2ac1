package dev.fieldmark.jobs.photos;

import java.io.Serializable;

/**
 * What the split needs to know about a photo that was stored.
 *
 * @param shows a species, or nothing in the group
 * @param name of its file
 * @param sha256 of the file, in hex
 * @param looks what tells near-duplicates
 */
public record PhotoSummary(Shown shows, String name, String sha256, DifferenceHash looks) implements Serializable {}
