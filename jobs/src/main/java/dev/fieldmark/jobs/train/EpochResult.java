package dev.fieldmark.jobs.train;

/**
 * What one epoch gave. Losses are mean squared errors in network units: ((pixels - 48) / 48), over the labelled targets.
 *
 * @param epoch counted from 1
 * @param trainLoss mean over the epoch's batches, as trained (with dropout and augmentation)
 * @param validLoss on the validation rows, after the epoch, without dropout
 * @param best whether validLoss is the lowest so far
 * @param images training images of this epoch
 * @param seconds wall time of the epoch, validation included; not part of what a resumed run repeats
 */
public record EpochResult(int epoch, double trainLoss, double validLoss, boolean best, int images, double seconds) {
    /** Half the width of the net's picture: the factor between network units and pixels. */
    public static final double PIXELS_PER_UNIT = 48.0;

    /** Root of the validation loss, in pixels. */
    public double rmsePixels() {
        return rmsePixels(validLoss);
    }

    /** Root of a loss in network units, in pixels. */
    public static double rmsePixels(double loss) {
        return PIXELS_PER_UNIT * Math.sqrt(loss);
    }

    /** A loss that is NaN or infinite ends a trial at once. */
    public boolean diverged() {
        return !Double.isFinite(trainLoss) || !Double.isFinite(validLoss);
    }
}
