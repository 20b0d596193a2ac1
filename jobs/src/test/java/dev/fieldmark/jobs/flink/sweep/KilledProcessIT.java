package dev.fieldmark.jobs.flink.sweep;

import static dev.fieldmark.jobs.flink.sweep.FlinkRest.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.flink.LocalCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of a cluster's processes in the middle of an epoch: the sweep leaves what an undisturbed one leaves. */
class KilledProcessIT {
    @TempDir
    private static Path folder;

    private static SweepRuns.Result undisturbed;

    private KillableCluster cluster;
    private FlinkRest rest;
    private String jar;

    @BeforeAll
    static void runUndisturbed() throws Exception {
        try (LocalCluster local = LocalCluster.start(0, 2, folder.resolve("local"))) {
            SweepRuns runs = new SweepRuns(folder.resolve("undisturbed"));
            undisturbed = runs.run(local, runs.parts(), 2, Duration.ZERO);
        }
    }

    @BeforeEach
    void startCluster() throws Exception {
        Path own = Files.createTempDirectory(folder, "cluster");
        cluster = new KillableCluster(own, 2);
        rest = new FlinkRest(cluster.address());
        Path thin = FlinkRest.jar(own.resolve("jobs.jar"));
        awaitTaskManagers(2);
        jar = rest.upload(thin);
    }

    @AfterEach
    void stopCluster() throws Exception {
        cluster.close();
    }

    private void awaitTaskManagers(int count) throws Exception {
        await("task managers", () -> rest.get("/overview").get("taskmanagers").asInt(), found -> found == count);
    }

    private String submit(SweepRuns runs) throws Exception {
        return rest.run(jar, FakeSweepJob.class.getName(), List.of(runs.folder().toString(), "2"), "");
    }

    private static SweepRuns.Result result(SweepRuns runs) throws Exception {
        return runs.result(runs.study());
    }

    private void awaitCheckpoint(String job) throws Exception {
        await(
                "a checkpoint",
                () -> rest.get("/jobs/" + job + "/checkpoints")
                        .at("/counts/completed")
                        .asInt(),
                completed -> completed > 0);
    }

    @Test
    void aTaskManagerThatIsKilledLosesNothing() throws Exception {
        SweepRuns runs = new SweepRuns(folder.resolve("task-manager"));
        runs.faults().planHold(3, 3);
        String job = submit(runs);
        await("trial 3 in epoch 3", () -> runs.faults().isHeld(3, 3), held -> held);
        awaitCheckpoint(job);

        cluster.replaceTaskManager(0);
        runs.faults().release(3, 3);

        await("the job's end", () -> rest.state(job), "FINISHED"::equals);
        assertThat(result(runs)).isEqualTo(undisturbed);
    }

    @Test
    void aJobManagerThatIsKilledLosesNothing() throws Exception {
        SweepRuns runs = new SweepRuns(folder.resolve("job-manager"));
        runs.faults().planHold(3, 3);
        String job = submit(runs);
        await("trial 3 in epoch 3", () -> runs.faults().isHeld(3, 3), held -> held);
        awaitCheckpoint(job);

        cluster.replaceJobManager();
        runs.faults().release(3, 3);
        awaitTaskManagers(2);
        jar = rest.upload(FlinkRest.jar(folder.resolve("jobs.jar")));
        String again = submit(runs);

        await("the job's end", () -> rest.state(again), "FINISHED"::equals);
        assertThat(rest.get("/jobs/" + again + "/checkpoints")
                        .at("/latest/restored/external_path")
                        .asText())
                .contains(job);
        assertThat(result(runs)).isEqualTo(undisturbed);
    }
}
