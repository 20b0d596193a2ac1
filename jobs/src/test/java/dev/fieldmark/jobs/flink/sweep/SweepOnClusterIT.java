package dev.fieldmark.jobs.flink.sweep;

import static dev.fieldmark.jobs.flink.sweep.FlinkRest.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fieldmark.jobs.flink.LocalCluster;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user does in Flink's UI, through the REST calls that the UI makes: upload, submit, watch, cancel, resume. */
class SweepOnClusterIT {
    @TempDir
    private static Path folder;

    @Test
    void aSweepIsUploadedWatchedCancelledAndResumed() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(0, 2, folder.resolve("cluster"))) {
            SweepRuns undisturbed = new SweepRuns(folder.resolve("undisturbed"));
            SweepRuns.Result expected = undisturbed.run(cluster, undisturbed.parts(), 1, Duration.ZERO);
            SweepRuns runs = new SweepRuns(folder.resolve("watched"));
            runs.faults().planHold(3, 3);
            FlinkRest rest = new FlinkRest(cluster.address());

            String jar = rest.upload(FlinkRest.jar(folder.resolve("jobs.jar")));
            String first = submit(rest, jar, runs, "");
            await("trial 3 in epoch 3", () -> runs.faults().isHeld(3, 3), held -> held);
            watch(rest, first);
            String checkpoint = cancel(rest, first, () -> runs.faults().release(3, 3));

            String second = submit(rest, jar, runs, ",\"savepointPath\":\"" + checkpoint + "\"");
            await("the job's end", () -> rest.state(second), "FINISHED"::equals);

            StudyFolder study = new StudyFolder(runs.folder().resolve("studies").resolve(FakeParts.STUDY));
            assertThat(runs.result(study)).isEqualTo(expected);
            assertThat(rest.get("/jobs/" + second + "/checkpoints")
                            .get("latest")
                            .get("restored")
                            .get("external_path")
                            .asText())
                    .isEqualTo(checkpoint);
        }
    }

    @Test
    void aSweepThatIsSubmittedAgainGoesOnFromItsNewestCheckpoint() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(0, 2, folder.resolve("cluster2"))) {
            SweepRuns runs = new SweepRuns(folder.resolve("again"));
            runs.faults().planHold(1, 5);
            FlinkRest rest = new FlinkRest(cluster.address());

            String jar = rest.upload(FlinkRest.jar(folder.resolve("jobs2.jar")));
            String first = submit(rest, jar, runs, "");
            await("trial 1 in epoch 5", () -> runs.faults().isHeld(1, 5), held -> held);
            String checkpoint = cancel(rest, first, () -> runs.faults().release(1, 5));
            String second = submit(rest, jar, runs, "");
            await("the job's end", () -> rest.state(second), "FINISHED"::equals);

            JsonNode restored =
                    rest.get("/jobs/" + second + "/checkpoints").get("latest").get("restored");
            assertThat(restored.get("external_path").asText()).isEqualTo(checkpoint);
            StudyFolder study = new StudyFolder(runs.folder().resolve("studies").resolve(FakeParts.STUDY));
            assertThat(runs.result(study).published()).hasSize(1);
        }
    }

    private static String submit(FlinkRest rest, String jar, SweepRuns runs, String options) throws Exception {
        Files.createDirectories(runs.folder());
        return rest.run(jar, FakeSweepJob.class.getName(), List.of(runs.folder().toString(), "2"), options);
    }

    /** Cancels the job once it has a checkpoint, and gives the one that it leaves. */
    private static String cancel(FlinkRest rest, String job, Runnable release) throws Exception {
        String checkpoints = "/jobs/" + job + "/checkpoints";
        await(
                "a checkpoint",
                () -> rest.get(checkpoints).at("/counts/completed").asInt(),
                count -> count > 0);
        rest.cancel(job);
        release.run();
        await("the job's cancellation", () -> rest.state(job), "CANCELED"::equals);
        return await( // what the cluster says is some seconds old
                "the retained checkpoint",
                () -> rest.get(checkpoints)
                        .at("/latest/completed/external_path")
                        .asText(),
                path -> Files.exists(Path.of(URI.create(path)).resolve("_metadata")));
    }

    /** The slots' gauges, by the names that the UI offers. */
    private static void watch(FlinkRest rest, String job) throws Exception {
        String vertex = rest.get("/jobs/" + job).at("/vertices/0/id").asText();
        String metrics = "/jobs/" + job + "/vertices/" + vertex + "/metrics";
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

    private static List<String> named(JsonNode metrics, String end) {
        return StreamSupport.stream(metrics.spliterator(), false)
                .map(metric -> metric.get("id").asText())
                .filter(name -> name.endsWith(end))
                .toList();
    }
}
