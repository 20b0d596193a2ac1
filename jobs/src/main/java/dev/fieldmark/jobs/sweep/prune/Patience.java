package dev.fieldmark.jobs.sweep.prune;

import java.util.List;

/**
 * A trial stops that has not improved for a while, whatever the others do. Early stopping asks for any improvement;
 * this for a relevant one.
 *
 * @param epochs within which the lowest loss must fall, >= 1
 * @param improvement by which share of itself, >= 0 and < 1
 * @param maxEpochs of a trial, > epochs
 */
public record Patience(int epochs, double improvement, int maxEpochs) implements Pruner {
    public Patience {
        Rules.require(epochs >= 1, "epochs", epochs, ">= 1");
        Rules.require(improvement >= 0 && improvement < 1, "improvement", improvement, ">= 0 and < 1");
        Rules.require(epochs < maxEpochs, "epochs", epochs, "< max-epochs = " + maxEpochs);
    }

    @Override
    public boolean isRung(int trial, int epoch) {
        return epoch > epochs && epoch < maxEpochs;
    }

    @Override
    public boolean compares(int trial, int lower) {
        return false;
    }

    @Override
    public boolean stops(Curve trial, List<Curve> lower) {
        double before = trial.bestBeforeLast(epochs);
        return Double.isFinite(before) && trial.best() >= before * (1 - improvement);
    }

    @Override
    public String toString() {
        return "patience of " + epochs + " epochs for " + improvement + " of the loss";
    }
}
