package dev.fieldmark.jobs.train;

/**
 * Pictures as a net sees them.
 *
 * @param size number of pictures
 * @param pictures [size, channels, side, side] of the {@link Subject}, row-major
 * @param targets [size, targets]: of faces network units, (pixels - 48) / 48, NaN where not labelled; of photos the share
 *     of each species; of scenes as {@link FaceCells} has them
 */
@SuppressWarnings("ArrayRecordComponent") // made, trained on and dropped; never compared
public record Batch(int size, float[] pictures, float[] targets) {}
