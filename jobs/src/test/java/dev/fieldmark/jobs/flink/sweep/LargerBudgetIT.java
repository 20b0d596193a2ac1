package dev.fieldmark.jobs.flink.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.flink.LocalCluster;
import dev.fieldmark.jobs.flink.LocalSweep;
import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.sweep.TrialRow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that goes on with a larger budget leaves what one leaves that had it from the start. */
class LargerBudgetIT {
    private static final int TRIALS = 9;
    private static final int EPOCHS = 9;

    @TempDir
    private Path folder;

    private LocalCluster cluster;
    private SweepRuns grown;
    private SweepRuns.Result large;

    @BeforeEach
    void runLargeFromTheStart() throws Exception {
        cluster = LocalCluster.start(0, 3, folder.resolve("cluster"));
        SweepRuns runs = new SweepRuns(folder.resolve("large"));
        large = runs.run(cluster, larger(runs), 2, Duration.ZERO);
        grown = new SweepRuns(folder.resolve("grown"));
        assertThat(large.trials())
                .filteredOn(row -> row.epochs().size() == EPOCHS)
                .as("some trial must train beyond the smaller budget")
                .isNotEmpty();
    }

    @AfterEach
    void stop() throws Exception {
        cluster.close();
    }

    private static GrowingParts larger(SweepRuns runs) {
        return new GrowingParts(runs.parts(), TRIALS, EPOCHS);
    }

    private void assertGrewIntoTheLargeOne(SweepRuns.Result result) {
        assertThat(result.trials()).isEqualTo(large.trials());
        assertThat(result.metrics()).isEqualTo(large.tableMetrics());
        assertThat(result.outcome().winner()).isEqualTo(large.outcome().winner());
        if (result.outcome().kind() == Outcome.Kind.PUBLISHED) { // else its made-up error was no better
            assertThat(result.published()).endsWith(large.published().get(0));
        }
        assertThat(result.orphans()).isEmpty();
    }

    @Test
    void aFinishedStudyGoesOn() throws Exception {
        SweepRuns.Result small = grown.run(cluster, grown.parts(), 2, Duration.ZERO);
        assertThat(small.trials()).hasSize(FakeParts.TRIALS);
        assertThat(small.outcome().maxEpochs()).isEqualTo(FakeParts.EPOCHS);

        SweepRuns.Result result = grown.run(cluster, larger(grown), 3, Duration.ZERO);

        assertGrewIntoTheLargeOne(result);
        assertThat(result.outcome().trials()).isEqualTo(TRIALS);
        assertThat(result.outcome().maxEpochs()).isEqualTo(EPOCHS);
    }

    @Test
    void aTrainerThatThrowsMeanwhileLosesNothing() throws Exception {
        grown.run(cluster, grown.parts(), 2, Duration.ZERO);
        int longest = large.trials().stream()
                .filter(row -> row.epochs().size() == EPOCHS)
                .findFirst()
                .map(TrialRow::trial)
                .orElseThrow();
        grown.faults().planThrow(longest, EPOCHS - 1);

        assertGrewIntoTheLargeOne(grown.run(cluster, larger(grown), 2, Duration.ZERO));
        assertThat(Path.of(grown.faults().folder())).isEmptyDirectory();
    }

    @Test
    void statesThatWereNotKeptOnlyCostTime() throws Exception {
        grown.run(cluster, grown.parts(), 2, Duration.ZERO);
        StudyFolder study = grown.study();
        assertThat(study.keptFiles()).isNotEmpty();
        for (FileLocation file : study.keptFiles()) {
            file.delete();
        }

        assertGrewIntoTheLargeOne(grown.run(cluster, larger(grown), 1, Duration.ZERO));
    }

    @Test
    void aStudyThatWasCancelledGoesOnFromItsCheckpoint() throws Exception {
        grown.faults().planHold(3, 4);
        SubmittedSweep sweep = grown.submit(grown.parts(), Duration.ZERO);
        var run = CompletableFuture.supplyAsync(() -> {
            try {
                return new LocalSweep(cluster).run(sweep, 2, table -> {});
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        while (!grown.faults().isHeld(3, 4) || sweep.folder().newestCheckpoint().isEmpty()) {
            assertThat(run).isNotDone();
            Thread.onSpinWait();
        }
        cancelTheJob();
        grown.faults().release(3, 4);
        assertThat(run).failsWithin(Duration.ofMinutes(1));
        assertThat(sweep.folder().outcome()).isEmpty();

        assertGrewIntoTheLargeOne(grown.run(cluster, larger(grown), 3, Duration.ZERO));
    }

    private void cancelTheJob() throws Exception {
        FlinkRest rest = new FlinkRest(cluster.address());
        for (var job : rest.get("/jobs").get("jobs")) {
            if (job.get("status").asText().equals("RUNNING")) {
                rest.cancel(job.get("id").asText());
            }
        }
    }

    @Test
    void moreTrialsAloneAreThoseOfALargerStudy() throws Exception {
        grown.run(cluster, grown.parts(), 2, Duration.ZERO);

        SweepRuns.Result more =
                grown.run(cluster, new GrowingParts(grown.parts(), TRIALS, FakeParts.EPOCHS), 2, Duration.ZERO);

        SweepRuns fresh = new SweepRuns(folder.resolve("fresh"));
        assertThat(more.trials())
                .isEqualTo(
                        fresh.run(cluster, new GrowingParts(fresh.parts(), TRIALS, FakeParts.EPOCHS), 1, Duration.ZERO)
                                .trials());
        assertThat(more.trials()).hasSize(TRIALS);
        assertThat(List.of(Outcome.Kind.PUBLISHED, Outcome.Kind.KEPT))
                .contains(more.outcome().kind());
    }
}
