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
import org.junit.jupiter.api.Test;

class StudyDisplayTest {
    private final StringWriter printed = new StringWriter();
    private long nanos;

    private StudyDisplay display() {
        return new StudyDisplay(new PrintWriter(printed), List.of("learning-rate"), Measure.RMSE_PIXELS, () -> nanos);
    }

    /** Training loss is twice the validation loss. */
    private static TrialRow trial(int number, String state, double... validLosses) {
        List<EpochLosses> epochs = Arrays.stream(validLosses)
                .mapToObj(loss -> new EpochLosses(2 * loss, loss))
                .toList();
        double best = Arrays.stream(validLosses).min().orElse(Double.NaN);
        int bestEpoch = 0;
        for (int i = validLosses.length - 1; i >= 0; i--) {
            bestEpoch = validLosses[i] == best ? i + 1 : bestEpoch;
        }
        return new TrialRow(
                number,
                new TreeMap<>(Map.of("learning-rate", "0.0123456", "flip", "true")),
                state,
                epochs,
                bestEpoch,
                best);
    }

    private static StudyTable table(String phase, TrialRow... trials) {
        return new StudyTable("faces", "f00d", phase, 0, 3, 0, List.of(trials));
    }

    private List<String> printedLines() {
        List<String> lines = printed.toString().lines().toList();
        printed.getBuffer().setLength(0);
        return lines;
    }

    @Test
    void printsEachEpochOnceAndMarksImprovements() {
        StudyDisplay display = display();
        display.show(table("training", trial(0, "running", 0.04)));
        assertThat(printedLines())
                .containsExactly(
                        "trial   epoch   train loss    valid loss   train/valid    rmse px      dur",
                        "    0       1     0.080000      0.040000*        2.000      9.600        -");
        nanos += 3_000_000_000L;
        display.show(table("training", trial(0, "running", 0.04, 0.05, 0.01)));
        assertThat(printedLines())
                .containsExactly(
                        "    0       2     0.100000      0.050000         2.000     10.733     1.5s",
                        "    0       3     0.020000      0.010000*        2.000      4.800     1.5s");
        display.show(table("training", trial(0, "running", 0.04, 0.05, 0.01)));
        assertThat(printedLines()).isEmpty();
    }

    @Test
    void printsTheLeaderboardWhenATrialEnds() {
        StudyDisplay display = display();
        display.show(table("training", trial(0, "running", 0.04), trial(1, "running", 0.01)));
        printedLines();
        display.show(table("training", trial(0, "pruned", 0.04), trial(1, "running", 0.01)));
        assertThat(printedLines())
                .containsExactly(
                        "",
                        "faces: 0 of 3 trials ended",
                        "PLACE  TRIAL  STATE    EPOCHS  BEST  TRAIN LOSS  VALID LOSS  RMSE PX  learning-rate",
                        "    1      1  running       1     1    0.020000    0.010000    4.800        0.01235",
                        "    2      0  pruned        1     1    0.080000    0.040000    9.600        0.01235",
                        "");
        display.show(table("publishing", trial(0, "pruned", 0.04), trial(1, "completed", 0.01)));
        assertThat(printedLines()).contains("phase: publishing");
    }

    @Test
    void whatDivergedHasNoPlace() {
        assertThat(Leaderboard.lines(
                        table(
                                "over",
                                trial(0, "diverged", 0.001, Double.NaN),
                                trial(1, "completed", 0.01),
                                trial(2, "running")),
                        List.of(),
                        new TrialCosts(Map.of(1, 16_561_502L), Map.of(1, 3723.4, 2, 59.6)),
                        Measure.RMSE_PIXELS))
                .containsExactly(
                        "PLACE  TRIAL  STATE      EPOCHS  BEST  TRAIN LOSS  VALID LOSS  RMSE PX     WEIGHTS     TIME",
                        "    1      1  completed       1     1    0.020000    0.010000    4.800  16,561,502  1:02:03",
                        "    -      2  running         0     -           -           -        -           -     1:00",
                        "    -      0  diverged        2     -           -           -        -           -        -");
    }
}
