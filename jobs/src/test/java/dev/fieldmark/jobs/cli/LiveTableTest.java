package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.StudyTable;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.train.Measure;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiveTableTest {
    private final StringWriter printed = new StringWriter();
    private long nanos;
    private TerminalSize terminal = new TerminalSize(100, 40);
    private final LiveTable table = new LiveTable(
            new PrintWriter(printed),
            List.of("momentum"),
            Measure.RMSE_PIXELS,
            new TimeLeft(9, () -> nanos),
            () -> terminal);

    private static TrialRow trial(int number, String state, double... losses) {
        return new TrialRow(
                number,
                new TreeMap<>(number == 0 ? Map.of() : Map.of("momentum", "0.912345")),
                state,
                Arrays.stream(losses)
                        .mapToObj(loss -> new EpochLosses(2 * loss, loss))
                        .toList(),
                losses.length,
                Arrays.stream(losses).min().orElse(Double.NaN));
    }

    private static StudyTable study(int ended, int total, TrialRow... trials) {
        return new StudyTable("faces", "f00d", "training", ended, total, 0, List.of(trials));
    }

    @Test
    void showsTrialsInTrainingAboveTheBestOfTheOthers() {
        table.accept(
                study(2, 9, trial(0, "pruned", 0.04), trial(1, "running", 0.05, 0.03), trial(2, "completed", 0.01)));

        assertThat(printed.toString().lines())
                .containsExactly(
                        "faces: training, 2 of 9 trials ended, 4 epochs",
                        "TRIAL  STATE      EPOCH     TRAIN     VALID  RATIO      BEST  RMSE PX  momentum",
                        "    1  running        2  0.060000  0.030000  2.000  0.030000    8.314    0.9123",
                        "    2  completed      1  0.020000  0.010000  2.000  0.010000    4.800    0.9123",
                        "    0  pruned         1  0.080000  0.040000  2.000  0.040000    9.600         -");
    }

    @Test
    void whatDivergedIsLastWhateverLossItOnceHad() {
        table.accept(study(3, 3, trial(0, "diverged", 0.001), trial(1, "pruned", 0.04), trial(2, "completed", 0.01)));

        assertThat(printed.toString().lines().skip(2))
                .containsExactly(
                        "    2  completed      1  0.020000  0.010000  2.000  0.010000    4.800    0.9123",
                        "    1  pruned         1  0.080000  0.040000  2.000  0.040000    9.600    0.9123",
                        "    0  diverged       1  0.002000  0.001000  2.000         -        -         -");
    }

    @Test
    void leavesOutParametersFirstWhereTheTerminalIsNarrow() {
        StudyTable study = study(1, 9, trial(1, "running", 0.05, 0.03), trial(2, "completed", 0.01));

        terminal = new TerminalSize(72, 40);
        table.accept(study);
        assertThat(printed.toString().lines().skip(1))
                .containsExactly(
                        "TRIAL  STATE      EPOCH     TRAIN     VALID  RATIO      BEST  RMSE PX",
                        "    1  running        2  0.060000  0.030000  2.000  0.030000    8.314",
                        "    2  completed      1  0.020000  0.010000  2.000  0.010000    4.800");

        printed.getBuffer().setLength(0);
        terminal = new TerminalSize(44, 40);
        table.accept(study);
        assertThat(printed.toString().lines().skip(1))
                .containsExactly(
                        "TRIAL  STATE      EPOCH     VALID  RMSE PX",
                        "    1  running        2  0.030000    8.314",
                        "    2  completed      1  0.010000    4.800");
    }

    @ParameterizedTest
    @CsvSource({"60,24", "33,7", "12,5", "1,2", "200,1"})
    void isNeverWiderOrHigherThanTheTerminal(int columns, int lines) {
        terminal = new TerminalSize(columns, lines);

        table.accept(study(12, 40, manyTrials()));

        assertThat(printed.toString().lines())
                .hasSizeLessThan(lines)
                .allMatch(line -> line.length() <= columns, "at most " + columns + " characters");
    }

    /** 12 in training, then 12 that ended, each better than the one before. */
    private static TrialRow[] manyTrials() {
        return IntStream.range(0, 24)
                .mapToObj(number -> trial(number, number < 12 ? "running" : "completed", 0.05 - number / 1000.0))
                .toArray(TrialRow[]::new);
    }

    @Test
    void showsTheBestAndTrialsInTrainingWhereTheTerminalIsLow() {
        terminal = new TerminalSize(100, 8);

        table.accept(study(12, 40, manyTrials()));

        List<String> lines = printed.toString().lines().toList();
        assertThat(lines).hasSize(7);
        assertThat(lines.subList(2, 6).stream().map(line -> line.strip().split(" +")[0]))
                .containsExactly("0", "1", "2", "23");
        assertThat(lines.get(6)).isEqualTo("and 9 more in training, 11 more that did worse");
    }

    @Test
    void drawsOverWhatAWindowThatWasMadeNarrowerHasWrapped() {
        table.accept(study(0, 2, trial(0, "running")));
        assertThat(printed.toString().lines().map(String::length))
                .hasSize(3)
                .allMatch(width -> width > 40 && width <= 80);
        printed.getBuffer().setLength(0);

        terminal = new TerminalSize(40, 40);
        table.accept(study(0, 2, trial(0, "running")));

        assertThat(printed.toString()).startsWith("\u001b[6A\u001b[J");
    }

    @Test
    void isDrawnOverItself() {
        table.accept(study(0, 2, trial(0, "running")));
        printed.getBuffer().setLength(0);

        table.accept(study(0, 2, trial(0, "running", 0.5)));

        assertThat(printed.toString()).startsWith("\u001b[3A\u001b[J");
    }

    @Test
    void saysHowLongItWillTake() {
        table.accept(study(0, 3, trial(0, "running", 0.5)));
        printed.getBuffer().setLength(0);
        nanos += 30_000_000_000L;

        table.accept(study(1, 3, trial(0, "completed", 0.5, 0.4, 0.3, 0.2), trial(1, "running", 0.5, 0.4)));

        // 5 epochs took 30 s; two of trial 1 and four of trial 2 are left
        assertThat(printed.toString()).contains("1 of 3 trials ended, 6 epochs, about 36 s to go");
    }
}
