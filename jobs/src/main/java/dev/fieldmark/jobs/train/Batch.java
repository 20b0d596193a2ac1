package dev.fieldmark.jobs.train;

/**
 * Faces as a net sees them.
 *
 * @param size number of faces
 * @param pictures [size, 96, 96], row-major
 * @param targets [size, 30], network units: (pixels - 48) / 48; NaN where not labelled
 */
@SuppressWarnings("ArrayRecordComponent") // made, trained on and dropped; never compared
public record Batch(int size, float[] pictures, float[] targets) {}
