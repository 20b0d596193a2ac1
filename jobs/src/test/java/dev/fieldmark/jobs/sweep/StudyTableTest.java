package dev.fieldmark.jobs.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.sweep.space.Dimension;
import dev.fieldmark.jobs.sweep.space.SearchSpace;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class StudyTableTest {
    private static final SearchSpace SPACE = SearchSpace.of(Map.of("x", new Dimension.Uniform(0, 1)));

    private static TrialRow trial(int number, String x, String state, double loss) {
        return new TrialRow(
                number, new TreeMap<>(Map.of("x", x)), state, List.of(new EpochLosses(loss, loss)), 1, loss);
    }

    private static List<String> best(int most, TrialRow... trials) {
        return new StudyTable("s", "f", StudyTable.TRAINING, 0, trials.length, 0, List.of(trials))
                .best(most, SPACE).stream()
                        .map(parameters -> String.valueOf(parameters.get("x")))
                        .toList();
    }

    @Test
    void theBestAreThoseWithTheLowestLossEachOnce() {
        assertThat(best(
                        3,
                        trial(0, "0.1", "pruned", 0.4),
                        trial(1, "0.2", "completed", 0.2),
                        trial(2, "0.2", "completed", 0.2),
                        trial(3, "0.4", "running", 0.3),
                        trial(4, "0.5", "completed", 0.9)))
                .containsExactly("0.2", "0.4", "0.1");
    }

    @Test
    void whatDivergedIsNeverAmongTheBest() {
        assertThat(best(5, trial(0, "0.1", "diverged", 0.001), trial(1, "0.2", "completed", 0.2)))
                .containsExactly("0.2");
    }

    @Test
    void whatIsNoPointOfTheSpaceIsNotAmongTheBest() {
        assertThat(best(5, trial(0, "1.5", "completed", 0.1), trial(1, "0.2", "completed", 0.2)))
                .containsExactly("0.2");
    }

    @Test
    void whatHasNoLossYetIsNotAmongTheBest() {
        assertThat(best(5, trial(0, "0.3", "running", Double.NaN))).isEmpty();
    }
}
