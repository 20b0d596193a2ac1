package dev.fieldmark.bench.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class QuartilesTest {
    private static final double NEVER = Double.POSITIVE_INFINITY;

    @Test
    void areTheMiddlesOfBothHalves() {
        assertThat(Quartiles.of(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(new Quartiles(1.5, 2.5, 3.5));
        assertThat(Quartiles.of(List.of(5.0, 1.0, 2.0, 3.0, 4.0))).isEqualTo(new Quartiles(2, 3, 4));
        assertThat(Quartiles.of(List.of(7.0))).isEqualTo(new Quartiles(7, 7, 7));
    }

    @Test
    void whatNeverWasIsTheLast() {
        assertThat(Quartiles.of(List.of(NEVER, 1.0, NEVER, 3.0))).hasToString("never (2.00 to never)");
        assertThat(Quartiles.of(List.of(0.0, 0.001234, 1234.5))).hasToString("0.00123 (0.000617 to 617)");
    }
}
