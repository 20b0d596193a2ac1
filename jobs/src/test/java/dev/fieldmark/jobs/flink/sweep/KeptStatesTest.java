package dev.fieldmark.jobs.flink.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.flink.sweep.TrialSplit.StateFile;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.sweep.EpochLosses;
import dev.fieldmark.jobs.sweep.Report;
import dev.fieldmark.jobs.sweep.Searches;
import dev.fieldmark.jobs.sweep.WorseThanMedian;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptStatesTest {
    @TempDir
    private Path folder;

    @Test
    void letsGoOfTheWorseButKnowsWhereTheyStood() throws Exception {
        SweepSpec spec = FakeParts.spec(new WorseThanMedian(), 9, 1, Optional.empty());
        Searches searches =
                spec.begin(InstantSource.system(), SweepState.empty().searches());
        var kept = new KeptStates(new StudyFolder(FileLocation.of(folder)), Map.of());

        for (int trial = 0; trial < 9; trial++) {
            assertThat(searches.next()).isPresent();
            double loss = trial == 4 ? 5.5 : 1 + trial;
            searches.report(new Report(trial, 1, new EpochLosses(loss, loss), true));
            kept.add(
                    trial,
                    Files.writeString(folder.resolve("state-" + trial), "state").toString(),
                    searches);
        }

        assertThat(folder.resolve("state-8")).doesNotExist();
        assertThat(folder.resolve("state-4")).exists();
        assertThat(kept.before(8, 2)).isEqualTo(Optional.of(new StateFile("", 1)));
        assertThat(kept.before(4, 2).orElseThrow().isThere()).isTrue();
        assertThat(kept.before(8, 1)).isEmpty();
        kept.deleteOthersThan(List.of());
    }
}
