package dev.fieldmark.jobs.sweep.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every pruner does; {@link #MAX_EPOCHS} is the last epoch of a trial. */
interface PrunerContract {
    int MAX_EPOCHS = 100;
    int TRIALS = 30;

    /** A pruner for trials of {@link #MAX_EPOCHS} epochs. */
    Pruner pruner();

    /** A curve that falls in every epoch, towards the level. */
    static Curve falling(int trial, int epochs, double level) {
        return new Curve(
                trial,
                IntStream.rangeClosed(1, epochs)
                        .mapToObj(epoch -> level + 1.0 / epoch)
                        .toList());
    }

    /** Curves of the trials below this one that the pruner compares with it. */
    private List<Curve> lower(int trial, int epoch) {
        var random = new Random(1);
        double[] levels = random.doubles(TRIALS, 0.1, 1).toArray();
        return IntStream.range(0, trial)
                .filter(other -> pruner().compares(trial, other))
                .mapToObj(other -> falling(other, epoch, levels[other]))
                .toList();
    }

    private static List<int[]> rungs(Pruner pruner) {
        var rungs = new ArrayList<int[]>();
        for (int trial = 0; trial < TRIALS; trial++) {
            for (int epoch = 1; epoch < MAX_EPOCHS; epoch++) {
                if (pruner.isRung(trial, epoch)) {
                    rungs.add(new int[] {trial, epoch});
                }
            }
        }
        return rungs;
    }

    @Test
    default void theLastEpochIsNoRung() {
        for (int trial = 0; trial < TRIALS; trial++) {
            assertThat(pruner().isRung(trial, MAX_EPOCHS)).isFalse();
            assertThat(pruner().isRung(trial, MAX_EPOCHS + 1)).isFalse();
        }
    }

    @Test
    default void theFirstTrialGoesOnWhileItImproves() {
        for (int epoch = 1; epoch < MAX_EPOCHS; epoch++) {
            if (pruner().isRung(0, epoch)) {
                assertThat(pruner().stops(falling(0, epoch, 0), List.of())).isFalse();
            }
        }
    }

    @Test
    default void theBestTrialGoesOnHoweverOthersDid() {
        for (int[] rung : rungs(pruner())) {
            assertThat(pruner().stops(falling(rung[0], rung[1], 0), lower(rung[0], rung[1])))
                    .isFalse();
        }
    }

    @Test
    default void theOrderOfTheOthersDoesNotMatter() {
        for (int[] rung : rungs(pruner())) {
            Curve curve = falling(rung[0], rung[1], 0.5);
            var shuffled = new ArrayList<>(lower(rung[0], rung[1]));
            Collections.shuffle(shuffled, new Random(2));
            assertThat(pruner().stops(curve, shuffled)).isEqualTo(pruner().stops(curve, lower(rung[0], rung[1])));
        }
    }

    @Test
    default void aLowerLossIsNeverWorse() {
        for (int[] rung : rungs(pruner())) {
            boolean stopped = false;
            for (double level = 0; level < 1.2; level += 0.1) {
                boolean stops = pruner().stops(falling(rung[0], rung[1], level), lower(rung[0], rung[1]));
                assertThat(stopped && !stops).isFalse();
                stopped = stops;
            }
        }
    }
}
