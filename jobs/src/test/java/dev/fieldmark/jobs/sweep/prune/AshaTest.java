package dev.fieldmark.jobs.sweep.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
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

    private boolean stops(double loss, double... lower) {
        return pruner().stops(
                        new Curve(9, List.of(loss)),
                        Arrays.stream(lower)
                                .mapToObj(other -> new Curve(0, List.of(other)))
                                .toList());
    }

    @Test
    void goesOnAmongTheBestThirdOfAllThatReachedTheRung() {
        double[] eight = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8};
        assertThat(stops(0.25, eight)).isFalse(); // third of nine, three go on
        assertThat(stops(0.35, eight)).isTrue(); // fourth
        assertThat(stops(0.3, eight)).isFalse(); // shares the third place
    }

    @Test
    void goesOnAsTheBestWhereFewWereSeen() {
        assertThat(stops(0.5, 0.4)).isTrue();
        assertThat(stops(0.4, 0.4)).isFalse();
        assertThat(stops(0.3, 0.4)).isFalse();
        assertThat(stops(0.5, 0.4, 0.6, 0.7, 0.8)).isTrue(); // floor(5 / 3) is one
        assertThat(stops(0.5, 0.4, 0.6, 0.7, 0.8, 0.9)).isFalse(); // floor(6 / 3) is two
    }

    @Test
    void refusesByNameValueAndRule() {
        assertThatThrownBy(() -> new Asha(0, 3, 9)).hasMessage("min-epochs was 0 but must be >= 1");
        assertThatThrownBy(() -> new Asha(1, 1, 9)).hasMessage("reduction was 1 but must be >= 2");
        assertThatThrownBy(() -> new Asha(9, 3, 9)).hasMessage("min-epochs was 9 but must be < max-epochs = 9");
    }
}
