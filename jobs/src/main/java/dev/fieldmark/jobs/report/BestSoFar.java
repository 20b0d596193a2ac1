package dev.fieldmark.jobs.report;

import dev.fieldmark.jobs.sweep.TrialRow;
import java.util.ArrayList;
import java.util.List;

/**
 * How far a study was after so many epochs, as if its trials had been trained one after the other in order of number:
 * then it is the same at any parallelism.
 *
 * @param epochs trained by then, over all trials
 * @param trial the last of them
 * @param trialLoss its lowest validation loss; NaN where it has none or diverged
 * @param loss the lowest of all trials by then; NaN where there is none
 */
public record BestSoFar(int epochs, int trial, double trialLoss, double loss) {
    /** A point for each trial that trained. */
    static List<BestSoFar> of(List<TrialRow> rows) {
        var points = new ArrayList<BestSoFar>();
        int epochs = 0;
        double best = Double.NaN;
        for (TrialRow row : rows) {
            if (!row.epochs().isEmpty()) {
                epochs += row.epochs().size();
                double loss = row.diverged() ? Double.NaN : row.bestLoss();
                best = Double.isNaN(best) || loss < best ? loss : best;
                points.add(new BestSoFar(epochs, row.trial(), loss, best));
            }
        }
        return points;
    }
}
