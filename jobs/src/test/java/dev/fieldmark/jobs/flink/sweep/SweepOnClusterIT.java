package dev.fieldmark.jobs.flink.sweep;

import static dev.fieldmark.jobs.flink.sweep.FlinkRest.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fieldmark.jobs.flink.LocalCluster;
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
            String checkpoint = newestCheckpointOfNow(rest, first);
            rest.cancel(first);
            runs.faults().release(3, 3);
            await("the job's cancellation", () -> rest.state(first), "CANCELED"::equals);
            assertThat(Path.of(java.net.URI.create(checkpoint)).resolve("_metadata"))
                    .exists();

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
            String checkpoint = newestCheckpointOfNow(rest, first);
            rest.cancel(first);
            runs.faults().release(1, 5);
            await("the job's cancellation", () -> rest.state(first), "CANCELED"::equals);
            String second = submit(rest, jar, runs, "");
            await("the job's end", () -> rest.state(second), "FINISHED"::equals);

            JsonNode restored =
                    rest.get("/jobs/" + second + "/checkpoints").get("latest").get("restored");
            assertThat(restored.get("external_path").asText()).contains(job(checkpoint));
            StudyFolder study = new StudyFolder(runs.folder().resolve("studies").resolve(FakeParts.STUDY));
            assertThat(runs.result(study).published()).hasSize(1);
        }
    }

    private static String job(String checkpoint) {
        Path folder = Path.of(java.net.URI.create(checkpoint));
        return folder.getName(folder.getNameCount() - 2).toString();
    }

    private static String submit(FlinkRest rest, String jar, SweepRuns runs, String options) throws Exception {
        Files.createDirectories(runs.folder());
        return rest.run(jar, FakeSweepJob.class.getName(), List.of(runs.folder().toString(), "2"), options);
    }

    /** A checkpoint that began after now, so that it knows all that happened. */
    private static String newestCheckpointOfNow(FlinkRest rest, String job) throws Exception {
        int before = rest.get("/jobs/" + job + "/checkpoints")
                .at("/counts/completed")
                .asInt();
        return await(
                        "a checkpoint",
                        () -> rest.get("/jobs/" + job + "/checkpoints"),
                        checkpoints -> checkpoints.at("/counts/completed").asInt() > before + 1)
                .at("/latest/completed/external_path")
                .asText();
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
