package dev.fieldmark.jobs.flink.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.sweep.TrialRow;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SweepSourceTest {
    @Test
    void trainsDecidesPublishesOnceAndLeavesNoFiles(@TempDir Path folder) throws Exception {
        SweepRuns runs = new SweepRuns(folder);

        SweepRuns.Result result = runs.run(runs.parts(), 2);

        assertThat(result.trials())
                .extracting(TrialRow::state)
                .contains("completed", "pruned", "early-stopped", "diverged");
        assertThat(result.metrics()).isEqualTo(result.tableMetrics());
        assertThat(result.outcome().kind()).isEqualTo(Outcome.Kind.PUBLISHED);
        assertThat(result.published()).hasSize(1);
        assertThat(result.trialFiles()).isEmpty();
        assertThat(result.stagedFiles()).isEmpty();
    }
}
