package dev.fieldmark.jobs.flink.sweep;

import static dev.fieldmark.jobs.flink.sweep.FlinkRest.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fieldmark.jobs.flink.LocalCluster;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user does in Flink's UI, through the REST calls that the UI makes: upload, submit, watch, cancel, resume. */
class SweepOnClusterIT {
    @TempDir
    private static Path folder;

    private static LocalCluster cluster;
    private static FlinkRest rest;
    private static String jar;
    private static SweepRuns.Result expected;

    private final SweepRuns runs =
            new SweepRuns(folder.resolve(UUID.randomUUID().toString()));

    @BeforeAll
    static void start() throws Exception {
        cluster = LocalCluster.start(0, 4, folder.resolve("cluster"));
        rest = new FlinkRest(cluster.address());
        jar = rest.upload(FlinkRest.jar(folder.resolve("jobs.jar")));
        SweepRuns undisturbed = new SweepRuns(folder.resolve("undisturbed"));
        expected = undisturbed.run(cluster, undisturbed.parts(), 1, Duration.ZERO);
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @Test
    void aSweepIsUploadedWatchedCancelledAndResumed() throws Exception {
        String first = submitAndHold(3, 3);
        watch(first);
        String checkpoint = cancel(first, 3, 3);

        String second = submit(2, ",\"savepointPath\":\"" + checkpoint + "\"");

        awaitEnd(second);
        assertThat(restored(second)).isEqualTo(checkpoint);
        assertThat(runs.result()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aSweepThatIsSubmittedAgainGoesOnFromItsNewestCheckpointAtAnyParallelism(int parallelism) throws Exception {
        String checkpoint = cancel(submitAndHold(1, 5), 1, 5);

        String second = submit(parallelism, "");

        awaitEnd(second);
        assertThat(restored(second)).isEqualTo(checkpoint);
        assertThat(runs.result()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void aSweepThatIsPausedGoesOnWhenItIsSubmittedAgain(int parallelism) throws Exception {
        String savepoint = pause(submitAndHold(3, 3), 3, 3);

        String second = submit(parallelism, "");

        awaitEnd(second);
        assertThat(restored(second)).isEqualTo(savepoint);
        assertThat(runs.result()).isEqualTo(expected);
    }

    @Test
    void aSweepGoesOnFromASavepointThatTheUserNames() throws Exception {
        String savepoint = pause(submitAndHold(3, 3), 3, 3);

        String second = submit(2, ",\"savepointPath\":\"" + savepoint + "\"");

        awaitEnd(second);
        assertThat(restored(second)).isEqualTo(savepoint);
        assertThat(runs.result()).isEqualTo(expected);
    }

    @Test
    void aFinishedStudyIsRefused() throws Exception {
        awaitEnd(submit(2, ""));

        assertThatThrownBy(() -> submit(2, "")).hasMessageContaining(" is finished; its outcome is in ");
        assertThat(runs.result()).isEqualTo(expected);
    }

    @Test
    void theUiShowsHowFarTheStudyIs() throws Exception {
        String job = submit(2, "");
        awaitEnd(job);

        JsonNode accumulators = rest.get("/jobs/" + job + "/vertices/" + vertex(job) + "/accumulators")
                .get("user-accumulators");
        Map<String, String> shown = new TreeMap<>();
        accumulators.forEach(
                one -> shown.put(one.get("name").asText(), one.get("value").asText()));
        assertThat(shown)
                .containsEntry("trialsOver", Integer.toString(FakeParts.TRIALS))
                .containsEntry("trialsPruned", Long.toString(expectedTrials("pruned")))
                .containsEntry("slots on paper (fake)", "2")
                .containsEntry("trialsDiverged", Long.toString(expectedTrials("diverged")))
                .containsEntry(
                        "bestValidLoss", Double.toString(expected.outcome().bestLoss()));
    }

    private static long expectedTrials(String state) {
        return expected.trials().stream()
                .filter(trial -> trial.state().equals(state))
                .count();
    }

    private String submit(int parallelism, String options) throws Exception {
        Files.createDirectories(runs.folder());
        List<String> arguments = List.of(runs.folder().toString(), Integer.toString(parallelism));
        return rest.run(jar, FakeSweepJob.class.getName(), arguments, options);
    }

    /** Submits the sweep for two slots, and waits until that trial is in that epoch. */
    private String submitAndHold(int trial, int epoch) throws Exception {
        runs.faults().planHold(trial, epoch);
        String job = submit(2, "");
        await("trial " + trial + " in epoch " + epoch, () -> runs.faults().isHeld(trial, epoch), held -> held);
        return job;
    }

    private static void awaitEnd(String job) throws Exception {
        await("the job's end", () -> rest.state(job), "FINISHED"::equals);
    }

    private static String restored(String job) throws Exception {
        return rest.get("/jobs/" + job + "/checkpoints")
                .at("/latest/restored/external_path")
                .asText();
    }

    private String pause(String job, int trial, int epoch) throws Exception {
        CompletableFuture<Void> release = CompletableFuture.runAsync(
                () -> runs.faults().release(trial, epoch), CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS));
        String savepoint = rest.stop(job, runs.study().savepoints().localFolder());
        release.join();
        awaitEnd(job);
        assertThat(runs.study().outcome()).isEmpty();
        return savepoint;
    }

    /** Cancels the job once it has a checkpoint, and gives the one that it leaves. */
    private String cancel(String job, int trial, int epoch) throws Exception {
        String checkpoints = "/jobs/" + job + "/checkpoints";
        await(
                "a checkpoint",
                () -> rest.get(checkpoints).at("/counts/completed").asInt(),
                count -> count > 0);
        rest.cancel(job);
        runs.faults().release(trial, epoch);
        await("the job's cancellation", () -> rest.state(job), "CANCELED"::equals);
        return await( // what the cluster says is some seconds old
                "the retained checkpoint",
                () -> rest.get(checkpoints)
                        .at("/latest/completed/external_path")
                        .asText(),
                path -> Files.exists(Path.of(URI.create(path)).resolve("_metadata")));
    }

    /** The slots' gauges, by the names that the UI offers. */
    private static void watch(String job) throws Exception {
        String metrics = "/jobs/" + job + "/vertices/" + vertex(job) + "/metrics";
        List<String> names = await(
                        "gauges",
                        () -> rest.get(metrics),
                        found -> !named(found, ".trial").isEmpty())
                .findValuesAsText("id");
        for (String gauge : List.of("trial", "epoch", "validLoss", "bestValidLoss", "trialsOver", "trialsTotal")) {
            assertThat(names).filteredOn(name -> name.endsWith("." + gauge)).hasSize(2);
        }
        String trials = String.join(",", named(rest.get(metrics), ".trial"));
        await(
                "a slot that trains trial 3",
                () -> rest.get(metrics + "?get=" + trials).findValuesAsText("value"),
                values -> values.contains("3"));
    }

    private static String vertex(String job) throws Exception {
        return rest.get("/jobs/" + job).at("/vertices/0/id").asText();
    }

    private static List<String> named(JsonNode metrics, String end) {
        return StreamSupport.stream(metrics.spliterator(), false)
                .map(metric -> metric.get("id").asText())
                .filter(name -> name.endsWith(end))
                .toList();
    }
}
