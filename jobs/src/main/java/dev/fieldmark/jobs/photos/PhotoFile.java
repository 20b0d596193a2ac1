package dev.fieldmark.jobs.photos;

import java.io.Serializable;

/**
 * A file that should be a photo.
 *
 * @param species its place in the alphabetical list of species
 * @param name {@code Vanessa_atalanta/1.jpg}, below the folder of all
 */
public record PhotoFile(int species, String name) implements Serializable {}
