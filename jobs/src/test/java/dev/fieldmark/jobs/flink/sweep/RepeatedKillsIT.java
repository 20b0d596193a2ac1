package dev.fieldmark.jobs.flink.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.flink.LocalCluster;
import dev.fieldmark.store.DirectoryModelStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Study after study on a cluster of three processes, one of which is killed with SIGKILL at random moments, again and
 * again: {@code -Dfieldmark.kills=200 -Dfieldmark.kills.seed=7}.
 */
class RepeatedKillsIT {
    private static final int KILLS = Integer.getInteger("fieldmark.kills", 20);
    private static final long SEED = Long.getLong("fieldmark.kills.seed", 20260117);

    @TempDir
    private Path folder;

    @Test
    void everyStudyEndsAsAnUndisturbedOneAndLeavesNothingBehind() throws Exception {
        SweepRuns.Result undisturbed = undisturbed();
        assertThat(undisturbed.trials()).hasSize(LongParts.TRIALS);
        assertThat(undisturbed.trials())
                .extracting(row -> row.state())
                .contains("completed", "pruned", "early-stopped", "diverged");

        Path jar = FlinkRest.jar(folder.resolve("jobs.jar"));
        Random random = new Random(SEED);
        KillTally all = KillTally.none();
        try (KillableCluster cluster = new KillableCluster(folder.resolve("cluster"), 2)) {
            for (int study = 1; all.kills() < KILLS; study++) {
                SweepRuns runs = new SweepRuns(folder.resolve("study-" + study));
                KillTally tally = new KilledStudy(cluster, jar, runs, random).run(KILLS - all.kills());
                all = all.plus(tally);
                System.out.println("study " + study + ": " + tally.line(FakeSweepJob.LONG.checkpoint()));
                assertIsLike(undisturbed, runs);
            }
        }
        System.out.println("in all: " + all.line(FakeSweepJob.LONG.checkpoint()));
    }

    private SweepRuns.Result undisturbed() throws Exception {
        SweepRuns runs = new SweepRuns(folder.resolve("undisturbed"));
        try (LocalCluster local = LocalCluster.start(0, 2, folder.resolve("local"))) {
            return runs.run(local, runs.longParts(Duration.ZERO), 2, Duration.ZERO);
        }
    }

    private static void assertIsLike(SweepRuns.Result undisturbed, SweepRuns runs) throws Exception {
        FlinkRest.await("no file that nobody needs", () -> runs.result().orphans(), left -> left.isEmpty());
        assertThat(runs.result()).isEqualTo(undisturbed);
        assertThat(Files.exists(runs.folder().resolve("epochs"))).isTrue();
        // what a publisher that was killed leaves in the store goes with the store's own garbage, and nothing else
        DirectoryModelStore store = DirectoryModelStore.open(runs.folder().resolve("store"));
        store.collectGarbage(1);
        assertThat(store.versions(FakeParts.MODEL)).hasSize(1);
        assertThat(store.verify(FakeParts.MODEL)).isEmpty();
        assertThat(store.planGarbage(1).removals()).isEmpty();
    }
}
