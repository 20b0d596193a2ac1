package dev.fieldmark.jobs.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoreBudgetTest {
    private static final String YAML = """
            version: 1
            study: small
            task: {kind: keypoints}
            network: net6
            seed: 1
            pruner: {kind: asha, min-epochs: 5, reduction: 3}
            budget: {trials: 24, max-epochs: 30}
            """;
    private static final SweepSpec SPEC = SweepSpecReader.read("small.yaml", YAML);

    @Test
    void whatIsNotNamedStays() {
        assertThat(MoreBudget.of("trials=48,max-epochs=60", SPEC)).isEqualTo(new MoreBudget(48, 60));
        assertThat(MoreBudget.of("trials=48", SPEC)).isEqualTo(new MoreBudget(48, 30));
        assertThat(MoreBudget.of("max-epochs=60", SPEC)).isEqualTo(new MoreBudget(24, 60));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "trials=12      | no smaller than trials=24,max-epochs=30",
                "trials=24      | larger than trials=24,max-epochs=30",
                "epochs=60      | such as trials=48,max-epochs=60",
                "trials=many    | such as trials=48,max-epochs=60",
                "48             | such as trials=48,max-epochs=60"
            })
    void refusesWhatIsNoLargerBudget(String text, String rule) {
        assertThatThrownBy(() -> MoreBudget.of(text, SPEC)).hasMessage("budget was " + text + " but must be " + rule);
    }

    @Test
    void schedulesKeepTheLengthOfTheFirstBudget() {
        SweepSpec grown = SweepSpecReader.read(
                "small.yaml", YAML, List.of(new MoreBudget(24, 60), new MoreBudget(48, 90)), DatasetFacts.UNKNOWN);

        assertThat(grown.trials()).isEqualTo(48);
        assertThat(grown.maxEpochs()).isEqualTo(90);
        assertThat(grown.search(0).scheduleEpochs()).isEqualTo(30);
        assertThat(grown.search(0).formerMaxEpochs()).containsExactly(30, 60);
        assertThat(grown.search(0).pruner().isRung(0, 45)).isTrue();
    }
}
