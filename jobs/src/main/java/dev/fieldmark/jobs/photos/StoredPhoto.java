package dev.fieldmark.jobs.photos;

import dev.fieldmark.image.SquarePhoto;

/**
 * A photo of a dataset.
 *
 * @param species its place in the list of species
 * @param name of its file, below the folder of all
 * @param pixels of the whole photo
 */
record StoredPhoto(int species, String name, SquarePhoto pixels) {}
