package dev.fieldmark.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.jobs.sweep.sample.RandomSampler;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class TestFunctionTest {
    @ParameterizedTest
    @CsvSource({"-3.14159265,12.275", "3.14159265,2.275", "9.42477796,2.475"})
    void braninHasThreeMinima(String x, String y) {
        assertThat(TestFunction.BRANIN.loss(Map.of("x", x, "y", y))).isCloseTo(0, within(1e-6));
    }

    @Test
    void hartmannHasItsMinimum() {
        assertThat(TestFunction.HARTMANN6.loss(Map.of(
                        "x0",
                        "0.20169",
                        "x1",
                        "0.150011",
                        "x2",
                        "0.476874",
                        "x3",
                        "0.275332",
                        "x4",
                        "0.311652",
                        "x5",
                        "0.6573")))
                .isCloseTo(0, within(1e-6));
    }

    @Test
    void theConditionalOneHasItsMinimumWhereRateAndMomentumFit() {
        String rate = String.valueOf(Math.pow(10, -1.6));
        assertThat(TestFunction.CONDITIONAL.loss(
                        Map.of("kind", "a", "rate", rate, "dropout", "0.3", "momentum", "0.7")))
                .isCloseTo(0, within(1e-12));
        assertThat(TestFunction.CONDITIONAL.loss(Map.of("kind", "b", "rate", "0.001", "dropout", "0.3", "layers", "3")))
                .isCloseTo(0.1, within(1e-12));
        assertThat(TestFunction.CONDITIONAL.loss(Map.of("kind", "c", "rate", "0.1", "dropout", "0.3")))
                .isCloseTo(0.3, within(1e-12));
    }

    @ParameterizedTest
    @EnumSource(TestFunction.class)
    void noPointIsBelowTheMinimum(TestFunction function) {
        var sampler = new RandomSampler(function.space(), 1);
        for (int trial = 0; trial < 2000; trial++) {
            assertThat(function.loss(sampler.propose(trial, List.of()))).isGreaterThanOrEqualTo(0);
        }
    }
}
