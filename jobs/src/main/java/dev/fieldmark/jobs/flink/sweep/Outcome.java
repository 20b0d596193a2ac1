package dev.fieldmark.jobs.flink.sweep;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.fieldmark.jobs.spec.SweepSpec;
import java.util.List;

/**
 * What came of a study: {@code outcome.json}. A study that has one is finished.
 *
 * @param winners numbers of the winning trials, search after search, the best of each first; none where every trial of
 *     a search diverged
 * @param bestLoss their lowest validation loss, over all points; NaN where there is no winner
 * @param model that was to be published; empty where the spec publishes nothing
 * @param version that was published; 0 where none was
 * @param why nothing was published; empty where something was
 * @param trials of the budget with which it came out so
 * @param maxEpochs of that budget
 */
@JsonIgnoreProperties(value = "winner", allowGetters = true)
public record Outcome(
        Kind kind,
        List<Integer> winners,
        double bestLoss,
        String model,
        int version,
        String why,
        int trials,
        int maxEpochs) {
    public Outcome {
        winners = List.copyOf(winners);
    }

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

    /** The first of the winners; -1 where there is none. */
    @JsonProperty(access = JsonProperty.Access.READ_ONLY)
    public int winner() {
        return winners.isEmpty() ? -1 : winners.get(0);
    }

    /** Whether the study is finished with this budget too, rather than with a smaller one alone. */
    public boolean covers(int budgetTrials, int budgetMaxEpochs) {
        return trials >= budgetTrials && maxEpochs >= budgetMaxEpochs;
    }

    static Outcome noWinner() {
        return new Outcome(Kind.NO_WINNER, List.of(), Double.NaN, "", 0, "every trial diverged", 0, 0);
    }

    static Outcome of(Kind kind, PublicationSplit last, String model, String why) {
        List<Integer> winners =
                last.winners().stream().map(winner -> winner.trial().number()).toList();
        return new Outcome(kind, winners, last.bestLoss(), model, 0, why, 0, 0);
    }

    Outcome published(int number) {
        return new Outcome(kind, winners, bestLoss, model, number, why, trials, maxEpochs);
    }

    Outcome with(SweepSpec spec) {
        return new Outcome(kind, winners, bestLoss, model, version, why, spec.trials(), spec.maxEpochs());
    }
}
