package dev.fieldmark.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.jobs.sweep.prune.Curve;
import dev.fieldmark.jobs.sweep.prune.NoPruner;
import dev.fieldmark.jobs.sweep.prune.Pruner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SearchesTest {
    private static final int EPOCHS = 3;

    /** Two searches: one of two trials that answers for four targets, one of three that answers for two. */
    private final Searches searches = of(new NoPruner(), List.of(StudyState.empty(), StudyState.empty()));

    private static Searches of(Pruner pruner, List<StudyState> states) {
        return new Searches(List.of(
                new Searches.Part(study(pruner, 2, states.get(0)), 4),
                new Searches.Part(study(pruner, 3, states.get(1)), 2)));
    }

    private static Study study(Pruner pruner, int trials, StudyState state) {
        return Study.of(
                new Numbered("x", Integer::toString),
                pruner,
                new Budget(trials, EPOCHS, Optional.empty()),
                () -> Instant.EPOCH,
                state);
    }

    private List<Answer> report(int trial, int epoch, double loss) {
        return searches.report(new Report(trial, epoch, new EpochLosses(loss, loss), epoch == EPOCHS));
    }

    private void train(int trial, double... losses) {
        for (int i = 0; i < losses.length; i++) {
            report(trial, i + 1, losses[i]);
        }
        searches.finish(trial);
    }

    private void takeAll() {
        while (searches.next().isPresent()) {
            // each is held
        }
    }

    @Test
    void trialsOfTheSearchesTakeTurns() {
        assertThat(List.of(
                        searches.next().orElseThrow().number(),
                        searches.next().orElseThrow().number(),
                        searches.next().orElseThrow().number(),
                        searches.next().orElseThrow().number(),
                        searches.next().orElseThrow().number()))
                .containsExactly(0, 1, 2, 3, 5);
        assertThat(searches.next()).isEmpty();
        assertThat(searches.trial(5).parameters())
                .as("the second search's third")
                .containsEntry("x", "2");
        assertThat(searches.total()).isEqualTo(5);
    }

    @Test
    void whatWasGivenBackGoesFirst() {
        takeAll();
        searches.giveBack(3);
        searches.giveBack(2);

        assertThat(searches.next().map(Trial::number)).contains(2);
        assertThat(searches.next().map(Trial::number)).contains(3);
    }

    @Test
    void answersAndRowsBearTheNumbersOfTheWhole() {
        takeAll();

        assertThat(report(3, 1, 0.5)).containsExactly(new Answer(3, 1, false));
        assertThat(searches.table()).extracting(TrialRow::trial).containsExactly(0, 1, 2, 3, 5);
        assertThat(searches.row(3).epochs()).containsExactly(new EpochLosses(0.5, 0.5));
        assertThat(searches.row(2).epochs()).isEmpty();
    }

    @Test
    void aTrialIsComparedWithThoseOfItsOwnSearchAlone() {
        var pruned = of(new WorseThanAny(), List.of(StudyState.empty(), StudyState.empty()));
        while (pruned.next().isPresent()) {
            // each is held
        }
        for (int trial = 0; trial < 4; trial++) {
            pruned.report(new Report(trial, 1, new EpochLosses(trial, trial), false));
        }
        assertThat(pruned.table())
                .filteredOn(TrialRow::ended)
                .extracting(TrialRow::trial)
                .as("1 is worse than 0, but that is of the other search")
                .containsExactly(2, 3);
    }

    /** A rung at each epoch. */
    private record WorseThanAny() implements Pruner {
        @Override
        public boolean isRung(int trial, int epoch) {
            return true;
        }

        @Override
        public boolean compares(int trial, int lower) {
            return true;
        }

        @Override
        public boolean stops(Curve trial, List<Curve> lower) {
            return lower.stream().anyMatch(other -> other.best() < trial.best());
        }
    }

    @Test
    void eachSearchHasLeadersAndTheWholeTheirMeanByTargets() {
        takeAll();
        train(0, 0.3, 0.2, 0.1);
        train(2, 0.3, 0.2, 0.2);
        assertThat(searches.hasWinners()).isFalse();
        assertThat(searches.bestLoss()).isNaN();
        train(1, 0.5, 0.5, 0.5);
        train(3, 0.4, 0.4, 0.4);
        train(5, Double.NaN);

        assertThat(searches.hasWinners()).isTrue();
        assertThat(searches.leaders(1)).extracting(TrialRow::trial).containsExactly(0, 3);
        assertThat(searches.leaders(2)).extracting(TrialRow::trial).containsExactly(0, 2, 3, 1);
        assertThat(searches.leads(1, 1)).isFalse();
        assertThat(searches.leads(1, 2)).isTrue();
        assertThat(searches.bestLoss()).isCloseTo((4 * 0.1 + 2 * 0.4) / 6, within(1e-12));
        assertThat(searches.isOver()).isTrue();
        assertThat(searches.ended(End.DIVERGED)).isEqualTo(1);
    }

    @Test
    void goesOnFromItsStates() {
        takeAll();
        train(3, 0.4, 0.4, 0.4);

        var later = of(new NoPruner(), searches.states());

        assertThat(later.table()).isEqualTo(searches.table());
        assertThat(later.leaders(1)).extracting(TrialRow::trial).containsExactly(3);
    }
}
