package dev.fieldmark.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EarlyStoppingTest {
    private static EarlyStopping after(int patience, double... losses) {
        EarlyStopping stopping = EarlyStopping.of(patience);
        for (double loss : losses) {
            assertThat(stopping.stops()).isFalse();
            stopping = stopping.after(loss);
        }
        return stopping;
    }

    @Test
    void remembersTheBestEpoch() {
        EarlyStopping stopping = after(9, 3, 1, 2);

        assertThat(stopping.bestEpoch()).isEqualTo(2);
        assertThat(stopping.bestLoss()).isEqualTo(1);
        assertThat(stopping.improved()).isFalse();
        assertThat(stopping.after(0.5).improved()).isTrue();
    }

    @Test
    void stopsWhenPatienceHasRunOutAndNotBefore() {
        assertThat(after(2, 1, 2).stops()).isFalse();
        assertThat(after(2, 1, 2, 2).stops()).isTrue();
        assertThat(after(1, 1, 1).stops()).isTrue();
    }

    @Test
    void anEqualLossIsNotBetter() {
        assertThat(after(9, 1, 1).bestEpoch()).isEqualTo(1);
    }

    @Test
    void aLossThatIsNoNumberIsNeverTheBest() {
        assertThat(after(3, Double.NaN, Double.POSITIVE_INFINITY).bestEpoch()).isZero();
        assertThat(after(3, Double.NaN, 1).bestEpoch()).isEqualTo(2);
    }

    @Test
    void refusesNoPatience() {
        assertThatThrownBy(() -> EarlyStopping.of(0)).hasMessage("patience was 0 but must be a whole number >= 1");
    }
}
