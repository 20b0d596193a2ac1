package dev.fieldmark.jobs.flink.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.flink.LocalCluster;
import dev.fieldmark.jobs.gpu.GpuException;
import dev.fieldmark.jobs.sweep.TrialRow;
import dev.fieldmark.jobs.train.TrainingEngine;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.typeutils.runtime.PojoSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever fails, a sweep leaves what an undisturbed one leaves. On a cluster in this JVM. */
class SweepFaultsIT {
    private static final Duration EVERY_EPOCH = Duration.ZERO;
    private static final Duration NEVER = Duration.ofDays(1);

    private static LocalCluster cluster;
    private static SweepRuns.Result undisturbed;

    /** Of all tests, for Flink removes a job's checkpoints a while after its end. */
    @TempDir
    private static Path folder;

    private final SweepRuns runs =
            new SweepRuns(folder.resolve(UUID.randomUUID().toString()));

    @BeforeAll
    static void runUndisturbed() throws Exception {
        cluster = LocalCluster.start(0, 8, folder.resolve("cluster"));
        SweepRuns runs = new SweepRuns(folder.resolve("undisturbed"));
        undisturbed = runs.run(cluster, runs.parts(), 1, EVERY_EPOCH);
    }

    @AfterAll
    static void stop() throws Exception {
        cluster.close();
    }

    @Test
    void anUndisturbedSweepTrainsDecidesPublishesOnceAndLeavesNoFiles() {
        assertThat(undisturbed.trials())
                .extracting(TrialRow::state)
                .contains("completed", "pruned", "early-stopped", "diverged");
        assertThat(undisturbed.metrics()).isEqualTo(undisturbed.tableMetrics());
        assertThat(undisturbed.outcome().kind()).isEqualTo(Outcome.Kind.PUBLISHED);
        assertThat(undisturbed.outcome().version()).isEqualTo(1);
        assertThat(undisturbed.published()).hasSize(1);
        assertThat(undisturbed.orphans()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void givesTheSameAtAnyParallelism(int parallelism) throws Exception {
        assertThat(runs.run(cluster, runs.parts(), parallelism, EVERY_EPOCH)).isEqualTo(undisturbed);
    }

    @ParameterizedTest
    @CsvSource({"1, PT0S", "2, PT0S", "2, P1D", "4, PT0S"})
    void aTrainerThatThrowsLosesNothing(int parallelism, Duration stateInterval) throws Exception {
        runs.faults().planThrow(0, 3);
        runs.faults().planThrow(2, 2);
        runs.faults().planThrow(1, 6);

        assertThat(runs.run(cluster, runs.parts(), parallelism, stateInterval)).isEqualTo(undisturbed);
        assertThat(Path.of(runs.faults().folder())).isEmptyDirectory();
    }

    /** Parts of a sweep on a machine whose GPU will not do. */
    private record WithoutGpu(SweepParts real) implements WrappedParts {
        static final AtomicInteger STARTS = new AtomicInteger();
        static final String WHY = "GPU 0 (NVIDIA H100) has compute capability 9.0 but must have less";

        @Override
        public TrainingEngine engine() {
            return new WrappedTraining.Engine(real().engine(), training -> {
                STARTS.incrementAndGet();
                throw new GpuException(WHY);
            });
        }
    }

    @Test
    void aGpuThatWillNotDoEndsTheJobAtOnceWithTheReason() {
        assertThatThrownBy(() -> runs.run(cluster, new WithoutGpu(runs.parts()), 1, EVERY_EPOCH))
                .isInstanceOf(IOException.class)
                .hasMessage("sweep " + FakeParts.STUDY + " failed: " + WithoutGpu.WHY);
        assertThat(WithoutGpu.STARTS).hasValue(1);
    }

    @Test
    void aCommitterThatDiesAfterThePublishPublishesOnce() throws Exception {
        runs.faults().planDeathAfterPublish();

        assertThat(runs.run(cluster, runs.parts(), 2, EVERY_EPOCH)).isEqualTo(undisturbed);
        assertThat(Path.of(runs.faults().folder())).isEmptyDirectory();
    }

    @Test
    void trainingStatesThatAreGoneOnlyCostTime() throws Exception {
        runs.faults().planHold(0, 5);
        runs.faults().planThrow(0, 6);
        CompletableFuture<SweepRuns.Result> run = CompletableFuture.supplyAsync(() -> {
            try {
                return runs.run(cluster, runs.parts(), 2, EVERY_EPOCH);
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
        while (!runs.faults().isHeld(0, 5)) {
            assertThat(run).isNotDone();
            Thread.onSpinWait();
        }
        try {
            deleteTrainingStates(runs.study());
        } finally {
            runs.faults().release(0, 5); // a trainer that waits for ever would take the other tests' slots
        }

        assertThat(run.get()).isEqualTo(undisturbed);
    }

    /** The other trainer writes and removes its own states meanwhile. */
    private static void deleteTrainingStates(StudyFolder study) throws IOException {
        Files.walkFileTree(study.trials().localFolder(), new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) throws IOException {
                if (gone instanceof NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw gone;
            }
        });
    }

    @Test
    void aGraphThatFailsItsParityCheckIsNotPublished() throws Exception {
        FakeParts parts = new FakeParts(runs.parts().storeFolder(), runs.faults(), true, false);

        SweepRuns.Result result = runs.run(cluster, parts, 2, NEVER);

        assertThat(result.outcome().kind()).isEqualTo(Outcome.Kind.REFUSED);
        assertThat(result.outcome().why()).isEqualTo("the graph was 0.1 off but must be at most 0.0001");
        assertThat(result.published()).isEmpty();
        assertThat(result.trials()).isEqualTo(undisturbed.trials());
    }

    @Test
    void aTrainerThatThrowsEachTimeEndsTheJobWithItsMessageAndTheStudyCanGoOn() throws Exception {
        runs.faults().planThrowEachTime(0, 3);
        Instant start = Instant.now();

        assertThatThrownBy(() -> runs.run(cluster, runs.parts(), 2, EVERY_EPOCH))
                .hasMessageContaining("planned: trial 0 throws in epoch 3");

        assertThat(Duration.between(start, Instant.now())).isLessThan(Duration.ofSeconds(90));
        runs.faults().heal(0, 3);
        assertThat(runs.run(cluster, runs.parts(), 2, EVERY_EPOCH)).isEqualTo(undisturbed);
    }

    @Test
    void aFinishedStudyGivesItsOutcomeAgain() throws Exception {
        runs.run(cluster, runs.parts(), 2, NEVER);

        assertThat(runs.run(cluster, runs.parts(), 2, NEVER)).isEqualTo(undisturbed);
    }

    @Test
    void whatTheSourceEmitsNeedsNoKryo() {
        SerializerConfigImpl noKryo = new SerializerConfigImpl();
        noKryo.setGenericTypes(false);

        assertThat(TypeInformation.of(SweepRecord.class).createSerializer(noKryo))
                .isInstanceOf(PojoSerializer.class);
    }
}
