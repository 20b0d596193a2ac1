package dev.fieldmark.jobs.sweep.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HyperbandTest implements PrunerContract {
    /** Brackets that begin to compare at epochs 5, 15 and 45, and one that never does. */
    @Override
    public Hyperband pruner() {
        return new Hyperband(5, 3, MAX_EPOCHS);
    }

    private int trialOf(int bracket) {
        return IntStream.range(0, 1000)
                .filter(trial -> pruner().bracket(trial) == bracket)
                .findFirst()
                .orElseThrow();
    }

    private int[] rungs(int bracket) {
        int trial = trialOf(bracket);
        return IntStream.rangeClosed(1, MAX_EPOCHS)
                .filter(epoch -> pruner().isRung(trial, epoch))
                .toArray();
    }

    @Test
    void eachBracketBeginsLaterByTheReductionAndTheLastNeverCompares() {
        assertThat(rungs(0)).containsExactly(5, 15, 45);
        assertThat(rungs(1)).containsExactly(15, 45);
        assertThat(rungs(2)).containsExactly(45);
        assertThat(rungs(3)).isEmpty();
    }

    @Test
    void givesEachBracketAsManyTrialsAsThePaperDoes() {
        // s_max = 3: ceil(4/4 * 27), ceil(4/3 * 9), ceil(4/2 * 3), ceil(4/1 * 1)
        var counts = IntStream.range(0, 27 + 12 + 6 + 4)
                .mapToObj(pruner()::bracket)
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
        assertThat(counts)
                .containsEntry(0, 27L)
                .containsEntry(1, 12L)
                .containsEntry(2, 6L)
                .containsEntry(3, 4L);
    }

    @Test
    void theFirstTrialsAlreadyCoverSeveralBrackets() {
        assertThat(IntStream.range(0, 9).map(pruner()::bracket).distinct().count())
                .isGreaterThanOrEqualTo(3);
    }

    @Test
    void comparesWithinABracketAlone() {
        assertThat(pruner().compares(trialOf(1), trialOf(0))).isFalse();
        assertThat(pruner().compares(trialOf(0) + 49, trialOf(0))).isTrue();
    }

    @Test
    void refusesByNameValueAndRule() {
        assertThatThrownBy(() -> new Hyperband(0, 3, 9)).hasMessage("min-epochs was 0 but must be >= 1");
        assertThatThrownBy(() -> new Hyperband(1, 1, 9)).hasMessage("reduction was 1 but must be >= 2");
        assertThatThrownBy(() -> new Hyperband(9, 3, 9)).hasMessage("min-epochs was 9 but must be < max-epochs = 9");
    }
}
