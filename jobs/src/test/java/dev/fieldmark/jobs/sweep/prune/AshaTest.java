package dev.fieldmark.jobs.sweep.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AshaTest implements PrunerContract {
    @Override
    public Asha pruner() {
        return new Asha(5, 3, MAX_EPOCHS);
    }

    @Test
    void rungsAreMinEpochsTimesPowersOfTheReductionBelowMaxEpochs() {
        assertThat(IntStream.range(0, 200).filter(pruner()::isRung)).containsExactly(5, 15, 45);
        assertThat(IntStream.range(0, 200).filter(new Asha(5, 3, 46)::isRung)).containsExactly(5, 15, 45);
        assertThat(IntStream.range(0, 200).filter(new Asha(5, 3, 45)::isRung)).containsExactly(5, 15);
        assertThat(IntStream.range(0, 40).filter(new Asha(1, 2, 33)::isRung)).containsExactly(1, 2, 4, 8, 16, 32);
    }

    @Test
    void goesOnAmongTheBestThirdOfAllThatReachedTheRung() {
        double[] eight = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8};
        assertThat(pruner().stops(5, 0.25, eight)).isFalse(); // third of nine, three go on
        assertThat(pruner().stops(5, 0.35, eight)).isTrue(); // fourth
        assertThat(pruner().stops(5, 0.3, eight)).isFalse(); // shares the third place
    }

    @Test
    void goesOnAsTheBestWhereFewWereSeen() {
        assertThat(pruner().stops(5, 0.5, new double[] {0.4})).isTrue();
        assertThat(pruner().stops(5, 0.4, new double[] {0.4})).isFalse();
        assertThat(pruner().stops(5, 0.3, new double[] {0.4})).isFalse();
        assertThat(pruner().stops(5, 0.5, new double[] {0.4, 0.6, 0.7, 0.8})).isTrue(); // floor(5 / 3) is one
        assertThat(pruner().stops(5, 0.5, new double[] {0.4, 0.6, 0.7, 0.8, 0.9}))
                .isFalse(); // floor(6 / 3) is two
    }

    @Test
    void refusesByNameValueAndRule() {
        assertThatThrownBy(() -> new Asha(0, 3, 9)).hasMessage("min-epochs was 0 but must be >= 1");
        assertThatThrownBy(() -> new Asha(1, 1, 9)).hasMessage("reduction was 1 but must be >= 2");
        assertThatThrownBy(() -> new Asha(9, 3, 9)).hasMessage("min-epochs was 9 but must be < max-epochs = 9");
    }
}
