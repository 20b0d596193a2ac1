package dev.fieldmark.jobs.flink.sweep;

import static dev.fieldmark.jobs.flink.sweep.FlinkRest.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fieldmark.jobs.cli.Fieldmark;
import dev.fieldmark.jobs.flink.LocalCluster;
import dev.fieldmark.jobs.flink.LocalSweep;
import dev.fieldmark.jobs.flink.SweepJob;
import dev.fieldmark.jobs.flink.SweepRequest;
import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.jobs.flink.files.S3Process;
import dev.fieldmark.jobs.sweep.StudyTable;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.StoreLocation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/**
 * A study of real nets on a cluster of processes that share no folder: spec, data, study, checkpoints and model store are in
 * a bucket. Its task managers and its job manager are killed with SIGKILL, and it leaves what an undisturbed one leaves.
 */
final class StudyInBucketIT {
    private static final ModelName MODEL = new ModelName("small");

    @TempDir
    private Path folder;

    @Test
    void isKilledRecoversAndPublishesWhatAnUndisturbedOneDoes() throws Exception {
        Path data = prepared();
        Path spec = spec();
        StudyTable undisturbed = undisturbed(spec, data);
        String s3 = S3Process.running().jvmOptions();
        try (var cluster = new KillableCluster(folder.resolve("cluster"), 2, s3)) {
            FileLocation bucket = FileLocation.of(S3Process.BUCKET);
            upload(data, bucket.resolve("data"));
            bucket.resolve("small.yaml").write(Files.readAllBytes(spec));
            StudyFolder study = StudyFolder.of(bucket.resolve("studies"), "small");
            FlinkRest rest = new FlinkRest(cluster.address());

            String first = submit(rest);
            await("an epoch told", () -> epochs(study), told -> told >= 2);
            cluster.replaceTaskManager(0);
            await("more epochs told", () -> epochs(study), told -> told >= 5);
            // of which metrics are told already: they are told again, and are there once
            await("a checkpoint", () -> study.metrics().list(), told -> !told.isEmpty());
            cluster.replaceJobManager();
            String second = submit(rest);
            await("the job's end", () -> rest.state(second), "FINISHED"::equals);

            assertThat(rest.get("/jobs/" + second + "/checkpoints")
                            .at("/latest/restored/external_path")
                            .asText())
                    .contains(first)
                    .startsWith(S3Process.BUCKET + "/studies/small/checkpoints/");
            assertThat(study.table()).isEqualTo(undisturbed);
            assertThat(told(study)).doesNotHaveDuplicates().hasSize(epochs(study));
            assertThat(study.outcome().orElseThrow().kind()).isEqualTo(Outcome.Kind.PUBLISHED);
            assertThat(graph(StoreLocation.of(S3Process.BUCKET + "/store").open()))
                    .isEqualTo(graph(DirectoryModelStore.open(folder.resolve("store"))));
            await(
                    "nothing that nobody needs",
                    () -> names(study),
                    names -> names.stream()
                            .allMatch(name -> List.of(
                                            "study.yaml",
                                            "request.json",
                                            "study.json",
                                            "outcome.json",
                                            "finished.state",
                                            "metrics",
                                            "kept")
                                    .contains(name)));
        }
    }

    private Path prepared() {
        Path faces = folder.resolve("faces.csv");
        Path data = folder.resolve("data");
        CommandLine fieldmark = new CommandLine(new Fieldmark());
        assertThat(fieldmark.execute("sample", "--rows", "300", "--output", faces.toString()))
                .isZero();
        assertThat(fieldmark.execute("prepare", "--input", faces.toString(), "--output", data.toString()))
                .isZero();
        return data;
    }

    private Path spec() throws Exception {
        return Files.writeString(folder.resolve("small.yaml"), """
                version: 1
                study: small
                task: {kind: keypoints}
                network: net1
                seed: 7
                objective: {metric: rmse-pixels, direction: minimize}
                space:
                  learning-rate: {log-uniform: [1.0e-3, 1.0e-1]}
                sampler: {kind: random}
                pruner: {kind: asha, min-epochs: 2, reduction: 2}
                budget: {trials: 6, max-epochs: 12}
                publish: {model: small, when: better-than-latest}
                """);
    }

    private StudyTable undisturbed(Path spec, Path data) throws Exception {
        var request = SweepRequest.onDisk(
                spec, data, folder.resolve("store"), folder.resolve("studies"), SweepIntervals.defaults());
        try (LocalCluster local = LocalCluster.start(0, 2, folder.resolve("local"))) {
            SubmittedSweep sweep = request.open();
            new LocalSweep(local).run(sweep, 2, table -> {});
            return sweep.folder().table();
        }
    }

    private static void upload(Path data, FileLocation to) throws Exception {
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.toList()) {
                to.resolve(file.getFileName().toString()).write(Files.readAllBytes(file));
            }
        }
    }

    private String submit(FlinkRest rest) throws Exception {
        await("task managers", () -> rest.get("/overview").get("taskmanagers").asInt(), found -> found == 2);
        String jar = rest.upload(FlinkRest.jar(folder.resolve("jobs.jar")));
        return rest.run(
                jar,
                SweepJob.class.getName(),
                Stream.of("--spec=small.yaml", "--data=data", "--store=store", "--studies=studies")
                        .flatMap(option -> Stream.of(
                                option.substring(0, option.indexOf('=')),
                                S3Process.BUCKET + "/" + option.substring(option.indexOf('=') + 1)))
                        .toList(),
                "");
    }

    private static int epochs(StudyFolder study) throws Exception {
        return study.table().trials().stream()
                .mapToInt(row -> row.epochs().size())
                .sum();
    }

    private static List<String> told(StudyFolder study) throws Exception {
        List<String> told = new ArrayList<>();
        for (FileLocation part : study.metrics().list()) {
            for (String line : part.readText().lines().toList()) {
                JsonNode epoch = Json.MAPPER.readTree(line);
                told.add("epoch " + epoch.get("epoch") + " of trial " + epoch.get("trial"));
            }
        }
        return told;
    }

    private static List<String> names(StudyFolder study) throws Exception {
        return study.path().list().stream().map(FileLocation::name).toList();
    }

    private static String graph(ModelStore store) {
        var latest = store.resolve(MODEL, ModelStore.LATEST).orElseThrow();
        return String.valueOf(store.manifest(MODEL, latest).files().get(ModelDraft.ONNX));
    }
}
