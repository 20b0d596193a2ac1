package dev.fieldmark.jobs.sweep.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest implements PrunerContract {
    @Override
    public Patience pruner() {
        return new Patience(3, 0, MAX_EPOCHS);
    }

    private static boolean stops(double improvement, Double... losses) {
        return new Patience(3, improvement, MAX_EPOCHS).stops(new Curve(0, List.of(losses)), List.of());
    }

    @Test
    void stopsWhatDidNotImproveWithinItsEpochs() {
        assertThat(stops(0, 0.5, 0.6, 0.7, 0.5)).isTrue();
        assertThat(stops(0, 0.5, 0.6, 0.7, 0.49)).isFalse();
        assertThat(stops(0, 0.9, 0.5, 0.6, 0.7)).isFalse();
    }

    @Test
    void asksForARelevantImprovement() {
        assertThat(stops(0.1, 0.5, 0.6, 0.7, 0.46)).isTrue();
        assertThat(stops(0.1, 0.5, 0.6, 0.7, 0.44)).isFalse();
    }

    @Test
    void waitsForNobody() {
        assertThat(pruner().compares(5, 1)).isFalse();
    }

    @Test
    void refusesByNameValueAndRule() {
        assertThatThrownBy(() -> new Patience(0, 0, 9)).hasMessage("epochs was 0 but must be >= 1");
        assertThatThrownBy(() -> new Patience(1, 1, 9)).hasMessage("improvement was 1.0 but must be >= 0 and < 1");
        assertThatThrownBy(() -> new Patience(9, 0, 9)).hasMessage("epochs was 9 but must be < max-epochs = 9");
    }
}
