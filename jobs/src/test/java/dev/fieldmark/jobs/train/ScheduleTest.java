package dev.fieldmark.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ScheduleTest {
    private final Schedule schedule = new Schedule(Schedule.Shape.LINEAR, 0.03, 0.0001, 5);

    @Test
    void goesInAStraightLineFromStartToEnd() {
        assertThat(schedule.at(1)).isEqualTo(0.03);
        assertThat(schedule.at(3)).isCloseTo(0.01505, within(1e-12));
        assertThat(schedule.at(5)).isCloseTo(0.0001, within(1e-12));
    }

    @Test
    void staysAtTheEnd() {
        assertThat(schedule.at(500)).isEqualTo(schedule.at(5));
    }

    @Test
    void ofOneEpochIsItsStart() {
        assertThat(new Schedule(Schedule.Shape.LINEAR, 0.03, 0.0001, 1).at(1)).isEqualTo(0.03);
    }

    @Test
    void cosineIsFlatAtBothEndsAndExponentialFallsByEqualFactors() {
        var cosine = new Schedule(Schedule.Shape.COSINE, 1, 0, 101);
        var exponential = new Schedule(Schedule.Shape.EXPONENTIAL, 1, 0.0001, 5);

        assertThat(cosine.at(1) - cosine.at(2)).isLessThan(0.001);
        assertThat(cosine.at(51)).isCloseTo(0.5, within(1e-12));
        assertThat(cosine.at(101)).isCloseTo(0, within(1e-12));
        assertThat(exponential.at(2)).isCloseTo(0.1, within(1e-12));
        assertThat(exponential.at(5)).isCloseTo(0.0001, within(1e-12));
    }

    @Test
    void countsEpochsFromOne() {
        assertThatThrownBy(() -> schedule.at(0)).hasMessage("epoch was 0 but must be a whole number >= 1");
    }
}
