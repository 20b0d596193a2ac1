package dev.fieldmark.jobs.photos;

import java.io.Serializable;

/**
 * A file that should be a photo.
 *
 * @param shows what its folder says that it shows
 * @param name {@code Vanessa_atalanta/1.jpg}, below the folder of all; of negatives {@code negatives/birds/1.jpg}
 * @param path where it is
 */
public record PhotoFile(Shown shows, String name, String path) implements Serializable {}
