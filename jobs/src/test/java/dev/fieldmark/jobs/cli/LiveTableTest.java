package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.StudyTable;
import dev.fieldmark.jobs.sweep.TrialRow;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class LiveTableTest {
    private final StringWriter printed = new StringWriter();
    private long nanos;
    private final LiveTable table = new LiveTable(new PrintWriter(printed), List.of("momentum"), 9, () -> nanos);

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
                        "TRIAL  STATE      EPOCH  TRAIN LOSS  VALID LOSS  TRAIN/VALID      BEST  RMSE PX  momentum",
                        "    1  running        2    0.060000    0.030000        2.000  0.030000    8.314    0.9123",
                        "    2  completed      1    0.020000    0.010000        2.000  0.010000    4.800    0.9123",
                        "    0  pruned         1    0.080000    0.040000        2.000  0.040000    9.600         -");
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
