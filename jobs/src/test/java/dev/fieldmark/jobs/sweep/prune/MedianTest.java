package dev.fieldmark.jobs.sweep.prune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MedianTest implements PrunerContract {
    @Override
    public Median pruner() {
        return new Median(4, 3, 2, MAX_EPOCHS);
    }

    @Test
    void rungsComeEveryIntervalFromTheFirst() {
        assertThat(IntStream.range(0, 15).filter(epoch -> pruner().isRung(3, epoch)))
                .containsExactly(4, 7, 10, 13);
    }

    @Test
    void stopsWhatIsWorseThanTheMedianOfEnoughOthers() {
        List<Curve> two = List.of(PrunerContract.falling(0, 4, 0.1), PrunerContract.falling(1, 4, 0.3));

        assertThat(pruner().stops(PrunerContract.falling(2, 4, 0.21), two)).isTrue();
        assertThat(pruner().stops(PrunerContract.falling(2, 4, 0.19), two)).isFalse();
        assertThat(pruner().stops(PrunerContract.falling(2, 4, 9), two.subList(0, 1)))
                .isFalse();
    }

    @Test
    void refusesByNameValueAndRule() {
        assertThatThrownBy(() -> new Median(0, 1, 1, 9)).hasMessage("min-epochs was 0 but must be >= 1");
        assertThatThrownBy(() -> new Median(1, 0, 1, 9)).hasMessage("interval was 0 but must be >= 1");
        assertThatThrownBy(() -> new Median(1, 1, 0, 9)).hasMessage("min-trials was 0 but must be >= 1");
        assertThatThrownBy(() -> new Median(9, 1, 1, 9)).hasMessage("min-epochs was 9 but must be < max-epochs = 9");
    }
}
