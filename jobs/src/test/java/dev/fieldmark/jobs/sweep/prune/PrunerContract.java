package dev.fieldmark.jobs.sweep.prune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What every pruner does; {@link #MAX_EPOCHS} is the last epoch of a trial. */
interface PrunerContract {
    int MAX_EPOCHS = 100;

    /** A pruner for trials of {@link #MAX_EPOCHS} epochs. */
    Pruner pruner();

    @Test
    default void theLastEpochIsNoRung() {
        assertThat(pruner().isRung(MAX_EPOCHS)).isFalse();
        assertThat(pruner().isRung(MAX_EPOCHS + 1)).isFalse();
    }

    @Test
    default void theFirstTrialGoesOn() {
        for (int epoch = 1; epoch < MAX_EPOCHS; epoch++) {
            if (pruner().isRung(epoch)) {
                assertThat(pruner().stops(epoch, 1e300, new double[0])).isFalse();
            }
        }
    }

    @Test
    default void theBestTrialGoesOnHoweverOthersDid() {
        double[] others = new Random(1).doubles(50, 0.1, 1).toArray();
        assertThat(pruner().stops(5, 0.05, others)).isFalse();
    }

    @Test
    default void theOrderOfTheOthersDoesNotMatter() {
        double[] others = new Random(1).doubles(50).toArray();
        double[] sorted = others.clone();
        Arrays.sort(sorted);
        for (double loss : others) {
            assertThat(pruner().stops(5, loss, others)).isEqualTo(pruner().stops(5, loss, sorted));
        }
    }

    @Test
    default void aLowerLossIsNeverWorse() {
        double[] others = new Random(1).doubles(50).toArray();
        boolean stopped = false;
        for (double loss = 0; loss < 1; loss += 0.01) {
            boolean stops = pruner().stops(5, loss, others);
            assertThat(stopped && !stops).isFalse();
            stopped = stops;
        }
    }
}
