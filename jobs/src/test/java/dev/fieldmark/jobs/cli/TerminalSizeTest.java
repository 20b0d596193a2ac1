package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerminalSizeTest {
    @Test
    void isReadAsSttyPrintsIt() {
        assertThat(TerminalSize.ofStty("50 132\n")).isEqualTo(new TerminalSize(132, 50));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 0\n", "50 0", "stty: not a tty", "50 132 7", "999999999999 80"})
    void isTheUsualOneWhereNobodyKnows(String printed) {
        assertThat(TerminalSize.ofStty(printed)).isEqualTo(TerminalSize.USUAL);
    }
}
