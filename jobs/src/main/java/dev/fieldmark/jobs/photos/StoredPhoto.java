package dev.fieldmark.jobs.photos;

import dev.fieldmark.image.SquarePhoto;

/**
 * A photo of a dataset.
 *
 * @param shows a species, or nothing in the group
 * @param name of its file, below the folder of all
 * @param pixels of the whole photo
 */
record StoredPhoto(Shown shows, String name, SquarePhoto pixels) {}
