package dev.fieldmark.jobs.flink.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.cli.Fieldmark;
import dev.fieldmark.jobs.flink.LocalCluster;
import dev.fieldmark.jobs.flink.LocalSweep;
import dev.fieldmark.jobs.flink.SweepRequest;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.train.EpochResult;
import dev.fieldmark.jobs.train.Training;
import dev.fieldmark.jobs.train.TrainingEngine;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** A small sweep of real nets over drawn faces, disturbed and not. */
class RealSweepIT {
    private static final ModelName MODEL = new ModelName("small");
    private static final SweepIntervals OFTEN = new SweepIntervals(Duration.ofMillis(200), Duration.ZERO);

    @TempDir
    private static Path folder;

    private static Path data;
    private static Path spec;

    @BeforeAll
    static void prepare() throws IOException {
        Path faces = folder.resolve("faces.csv");
        data = folder.resolve("data");
        CommandLine fieldmark = new CommandLine(new Fieldmark());
        assertThat(fieldmark.execute("sample", "--rows", "300", "--output", faces.toString()))
                .isZero();
        assertThat(fieldmark.execute("prepare", "--input", faces.toString(), "--output", data.toString()))
                .isZero();
        spec = Files.writeString(folder.resolve("small.yaml"), """
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
                budget: {trials: 4, max-epochs: 5}
                publish: {model: small, when: better-than-latest}
                """);
    }

    @Test
    void givesTheSameTableAndTheSameNetAtAnyParallelismAndAfterAFailure() throws Exception {
        try (LocalCluster cluster = LocalCluster.start(0, 2, folder.resolve("cluster"))) {
            Left alone = run(cluster, "alone", 1, Faults.none());
            assertThat(alone.outcome().kind()).isEqualTo(Outcome.Kind.PUBLISHED);
            assertThat(alone.trials()).hasSize(4);

            Faults faults = new Faults(folder.resolve("faults").toString());
            faults.planThrow(0, 4);
            assertThat(run(cluster, "disturbed", 2, faults)).isEqualTo(alone);
            assertThat(Path.of(faults.folder())).isEmptyDirectory();
        }
    }

    @Test
    void netsThatStartFromAVersionAreTheSameAfterAFailureThoughTheLatestVersionIsAnotherByThen() throws Exception {
        Path further = Files.writeString(
                folder.resolve("further.yaml"),
                Files.readString(spec)
                        .replace("study: small", "study: further")
                        .replace("better-than-latest", "always")
                        .concat("init: {from: small@latest}\n"));
        Path store = folder.resolve("further/store");
        SweepRequest one = SweepRequest.onDisk(further, data, store, folder.resolve("further/studies"), OFTEN);
        SweepRequest other = SweepRequest.onDisk(further, data, store, folder.resolve("further/others"), OFTEN);
        try (LocalCluster cluster = LocalCluster.start(0, 2, folder.resolve("further/cluster"))) {
            Left parent = run(cluster, "further", 1, Faults.none());
            other.open(); // begins it
            Left alone = run(cluster, one, 1, Faults.none());
            Faults faults = new Faults(folder.resolve("further/faults").toString());
            faults.planThrow(0, 4);

            assertThat(run(cluster, other, 2, faults)).isEqualTo(alone);

            assertThat(Path.of(faults.folder())).isEmptyDirectory();
            assertThat(alone.published()).hasSize(2);
            assertThat(firstLoss(alone)).isLessThan(firstLoss(parent));
            Provenance provenance = DirectoryModelStore.open(store)
                    .manifest(MODEL, new ModelVersion(2))
                    .provenance();
            assertThat(provenance.parents()).containsExactly("small@1");
            assertThat(provenance.parameters())
                    .containsEntry("init-from", "small@1")
                    .containsEntry("init-layers", "all 2 layers copied")
                    .doesNotContainKey("init-cautions");
        }
    }

    @Test
    void theBestOfEachSpecialistAreOneVersionTheSameAfterAFailure() throws Exception {
        Path specialists = Files.writeString(
                folder.resolve("specialists.yaml"),
                Files.readString(spec)
                        .replace("study: small", "study: specialists")
                        .replace("trials: 4, max-epochs: 5", "trials: 3, epochs: {images: 900}")
                        .replace("better-than-latest", "always, ensemble: 2")
                        .concat("""
                                specialists:
                                  mouth:
                                    points: [nose_tip, mouth_left_corner, mouth_right_corner, mouth_center_top_lip,
                                      mouth_center_bottom_lip]
                                    network: hourglass
                                    space: {width: 2, blocks: 1, learning-rate: 3.0e-3}
                                    pruner: {kind: none}
                                    budget: {trials: 1, max-epochs: 2}
                                  others:
                                    points: [left_eye_center, right_eye_center, left_eye_inner_corner,
                                      left_eye_outer_corner, right_eye_inner_corner, right_eye_outer_corner,
                                      left_eyebrow_inner_end, left_eyebrow_outer_end, right_eyebrow_inner_end,
                                      right_eyebrow_outer_end]
                                """));
        Path store = folder.resolve("specialists/store");
        SweepRequest one = SweepRequest.onDisk(specialists, data, store, folder.resolve("specialists/studies"), OFTEN);
        SweepRequest other = SweepRequest.onDisk(
                specialists, data, folder.resolve("specialists/again"), folder.resolve("specialists/others"), OFTEN);
        try (LocalCluster cluster = LocalCluster.start(0, 2, folder.resolve("specialists/cluster"))) {
            Left alone = run(cluster, one, 1, Faults.none());
            Faults faults = new Faults(folder.resolve("specialists/faults").toString());
            faults.planThrow(0, 4);

            assertThat(run(cluster, other, 2, faults)).isEqualTo(alone);

            assertThat(Path.of(faults.folder())).isEmptyDirectory();
            assertThat(alone.trials()).extracting(TrialRow::trial).containsExactly(0, 1, 3, 5);
            assertThat(alone.trials())
                    .extracting(TrialRow::specialist)
                    .containsExactly("mouth", "others", "others", "others");
            assertThat(alone.outcome().winners())
                    .as("of three others the best two")
                    .hasSize(3)
                    .startsWith(0);
            ModelManifest manifest = DirectoryModelStore.open(store).manifest(MODEL, new ModelVersion(1));
            assertThat(manifest.files().keySet())
                    .hasSize(4)
                    .contains("model.onnx", "mouth-trial-0.dl4j.zip")
                    .doesNotContain("model.dl4j.zip");
            assertThat(manifest.provenance().parameters())
                    .containsEntry("rows", "complete")
                    .containsEntry("mouth-trial-0.network", "hourglass")
                    .containsEntry("mouth-trial-0.trial", "0");
            assertThat(manifest.metrics()).containsKeys("rmse-pixels", "coverage-90");
        }
    }

    private static double firstLoss(Left left) {
        return left.trials().stream()
                .mapToDouble(row -> row.epochs().get(0).validLoss())
                .min()
                .orElseThrow();
    }

    private static Left run(LocalCluster cluster, String name, int parallelism, Faults faults) throws Exception {
        Path own = folder.resolve(name);
        return run(
                cluster,
                SweepRequest.onDisk(spec, data, own.resolve("store"), own.resolve("studies"), OFTEN),
                parallelism,
                faults);
    }

    private static Left run(LocalCluster cluster, SweepRequest request, int parallelism, Faults faults)
            throws Exception {
        SubmittedSweep real = request.open();
        SweepSetup setup = real.setup();
        SubmittedSweep sweep = new SubmittedSweep(
                new SweepSetup(
                        new FaultyParts(setup.parts(), faults),
                        setup.folder(),
                        setup.dataset(),
                        setup.validationFraction(),
                        setup.hashes(),
                        setup.stateInterval()),
                real.checkpointInterval(),
                real.resumesFrom());
        Outcome outcome = new LocalSweep(cluster).run(sweep, parallelism, table -> {});
        ModelStore store = request.store().open();
        assertThat(store.verify(MODEL, new ModelVersion(1))).isEmpty();
        return new Left(
                sweep.folder().table().trials(),
                outcome,
                store.versions(MODEL).stream()
                        .map(version -> store.manifest(MODEL, version).files().get(ModelDraft.ONNX))
                        .toList());
    }

    private record Left(List<TrialRow> trials, Outcome outcome, List<String> published) {}

    /** The real parts, but the fourth epoch of whichever trial comes to it first may throw. */
    private record FaultyParts(SweepParts real, Faults faults) implements WrappedParts {
        @Override
        public TrainingEngine engine() {
            return new WrappedTraining.Engine(real.engine(), training -> new FaultyTraining(training, faults));
        }
    }

    private record FaultyTraining(Training real, Faults faults) implements WrappedTraining {
        @Override
        public EpochResult trainEpoch() {
            faults.meet(0, real.epoch() + 1);
            return real.trainEpoch();
        }
    }
}
