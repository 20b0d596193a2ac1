package dev.fieldmark.jobs.flink.sweep;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.fieldmark.jobs.flink.sweep.PublicationSplit.Winner;
import dev.fieldmark.jobs.sweep.Budget;

/**
 * What came of a study: {@code outcome.json}. A study that has one is finished.
 *
 * @param winner number of the winning trial; -1 where every trial diverged
 * @param bestLoss the winner's lowest validation loss; NaN where there is no winner
 * @param model that was to be published; empty where the spec publishes nothing
 * @param version that was published; 0 where none was
 * @param why nothing was published; empty where something was
 * @param trials of the budget with which it came out so
 * @param maxEpochs of that budget
 */
public record Outcome(
        Kind kind, int winner, double bestLoss, String model, int version, String why, int trials, int maxEpochs) {
    /** The kinds of outcome. */
    public enum Kind {
        /** The winner is a version of the store. */
        PUBLISHED("published"),
        /** The latest version is better. */
        KEPT("kept"),
        /** The exported graph did not answer as the net does. */
        REFUSED("refused"),
        /** The spec publishes nothing. */
        UNPUBLISHED("unpublished"),
        /** Every trial diverged. */
        NO_WINNER("no-winner");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Whether the study ended without what its spec asks for. */
        public boolean isFailure() {
            return this == REFUSED || this == NO_WINNER;
        }

        @JsonValue
        @Override
        public String toString() {
            return word;
        }
    }

    /** Whether the study is finished with this budget too, rather than with a smaller one alone. */
    public boolean covers(int budgetTrials, int budgetMaxEpochs) {
        return trials >= budgetTrials && maxEpochs >= budgetMaxEpochs;
    }

    static Outcome noWinner() {
        return new Outcome(Kind.NO_WINNER, -1, Double.NaN, "", 0, "every trial diverged", 0, 0);
    }

    static Outcome of(Kind kind, Winner winner, String model, String why) {
        return new Outcome(kind, winner.trial().number(), winner.bestLoss(), model, 0, why, 0, 0);
    }

    Outcome published(int number) {
        return new Outcome(kind, winner, bestLoss, model, number, why, trials, maxEpochs);
    }

    Outcome with(Budget budget) {
        return new Outcome(kind, winner, bestLoss, model, version, why, budget.trials(), budget.maxEpochs());
    }
}
