package dev.fieldmark.jobs.train;

/**
 * What early stopping knows after an epoch.
 *
 * @param patience epochs without a better validation loss after which training stops, >= 1
 * @param epoch the last that was trained; 0 before the first
 * @param bestEpoch the one with the lowest validation loss; 0 while none had a finite one
 * @param bestLoss its validation loss; infinite while there is none
 */
public record EarlyStopping(int patience, int epoch, int bestEpoch, double bestLoss) {
    public EarlyStopping {
        Rule.COUNT.check("patience", patience);
    }

    /** Before the first epoch. */
    public static EarlyStopping of(int patience) {
        return new EarlyStopping(patience, 0, 0, Double.POSITIVE_INFINITY);
    }

    /** After the next epoch. A loss that is no number is never the best. */
    public EarlyStopping after(double validLoss) {
        return validLoss < bestLoss
                ? new EarlyStopping(patience, epoch + 1, epoch + 1, validLoss)
                : new EarlyStopping(patience, epoch + 1, bestEpoch, bestLoss);
    }

    /** Whether the last epoch was the best so far. */
    public boolean improved() {
        return epoch > 0 && bestEpoch == epoch;
    }

    /** Whether patience has run out: with a patience of 1, after the first epoch that was not better. */
    public boolean stops() {
        return epoch - bestEpoch >= patience;
    }
}
