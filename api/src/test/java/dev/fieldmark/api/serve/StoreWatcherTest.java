package dev.fieldmark.api.serve;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinyGraph;
import dev.fieldmark.image.GreyPicture;
import dev.fieldmark.image.Photo;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreWatcherTest {
    @TempDir
    Path folder;

    private TestStore store;
    private StoreWatcher watcher;

    @BeforeEach
    void open() {
        store = TestStore.in(folder);
        watcher = new StoreWatcher(new ModelLoader(store.store(), 1, ServingListener.NOBODY), Traffic.LATEST, () -> 0);
    }

    @AfterEach
    void close() {
        watcher.close();
    }

    @Test
    void hasNothingWhileTheStoreIsEmpty() {
        watcher.poll();
        assertThat(watcher.models()).isEmpty();
        assertThat(watcher.acquire(TestStore.KEYPOINTS)).isEmpty();
        assertThat(watcher.storeProblem()).isEmpty();
    }

    @Test
    void servesTheFirstVersionOnceItIsThere() {
        watcher.poll();
        publishAndPoll(1);
        assertServing(1, "");
    }

    @Test
    void followsNewVersions() {
        publishAndPoll(1);
        publishAndPoll(2);
        assertServing(2, "");
    }

    @Test
    void followsARollbackAndTheWayForward() {
        publishAndPoll(1);
        publishAndPoll(2);
        point(ModelStore.LATEST, 1);
        assertServing(1, "");
        point(ModelStore.LATEST, 2);
        assertServing(2, "");
    }

    @Test
    void otherAliasesMoveNothing() {
        publishAndPoll(1);
        publishAndPoll(2);
        point("canary", 1);
        assertServing(2, "");
    }

    @Test
    void refusesAVersionWithAFlippedBitAndGoesOnWithTheOneBefore() {
        publishAndPoll(1);
        store.flipABit(store.publish(TinyGraph.constant(2)));
        watcher.poll();
        assertServing(1, "version 2 refused: .*model.onnx.*sha256.*");
    }

    @Test
    void forgetsARefusalOnceTheAliasMovesBack() {
        publishAndPoll(1);
        store.flipABit(store.publish(TinyGraph.constant(2)));
        watcher.poll();
        point(ModelStore.LATEST, 1);
        assertServing(1, "");
    }

    @Test
    void takesTheVersionAfterARefusedOne() {
        publishAndPoll(1);
        store.flipABit(store.publish(TinyGraph.constant(2)));
        watcher.poll();
        publishAndPoll(3);
        assertServing(3, "");
    }

    @Test
    void startsWithTheNewestOlderVersionThatLoads() {
        store.publish(TinyGraph.constant(1));
        store.flipABit(store.publish(TinyGraph.constant(2)));
        store.flipABit(store.publish(TinyGraph.constant(3)));
        watcher.poll();
        assertServing(1, "version 3 refused: .*; version 2 refused: .*");
    }

    @Test
    void afterARollbackNothingNewerIsTakenAtTheStart() {
        store.flipABit(store.publish(TinyGraph.constant(1)));
        store.publish(TinyGraph.constant(2));
        store.store().alias(TestStore.KEYPOINTS, ModelStore.LATEST, new ModelVersion(1));
        watcher.poll();
        assertThat(watcher.acquire(TestStore.KEYPOINTS)).isEmpty();
        assertThat(status().problem().orElseThrow()).startsWith("version 1 refused: ");
    }

    @Test
    void refusesAGraphThatIsNoGraph() {
        store.publish(new byte[] {1, 2, 3});
        watcher.poll();
        assertThat(status().serving()).isEmpty();
        assertThat(status().problem().orElseThrow()).startsWith("version 1 refused: ONNX Runtime refuses the graph");
    }

    @Test
    void refusesAGraphThatAnswersNoNumbers() {
        store.publish(TinyGraph.constant(Float.NaN));
        watcher.poll();
        assertThat(status().problem())
                .contains("version 1 refused: model.onnx answered NaN for a black picture but must answer a number");
    }

    @Test
    void refusesAnotherTask() {
        store.publish(TestStore.KEYPOINTS, "weather", TinyGraph.constant(1));
        watcher.poll();
        assertThat(status().problem())
                .contains("version 1 refused: task was 'weather' but must be 'keypoints', 'species' or 'detector'");
    }

    @Test
    void aBrokenModelIsNoHindranceToAnother() {
        store.flipABit(store.publish(TinyGraph.constant(1)));
        var other = new ModelName("other");
        store.publish(other, "keypoints", TinyGraph.constant(1));
        watcher.poll();
        assertThat(status().serving()).isEmpty();
        assertThat(watcher.model(other).orElseThrow().serving()).contains(new ModelVersion(1));
    }

    @Test
    void goesOnServingWhenTheStoreVanishes() throws IOException {
        publishAndPoll(1);
        Files.move(folder.resolve("keypoints"), folder.resolve(".gone"));
        watcher.poll();
        assertThat(watcher.acquire(TestStore.KEYPOINTS).map(lease -> {
                    try (lease) {
                        return lease.model().version();
                    }
                }))
                .contains(new ModelVersion(1));
    }

    @Test
    void looksByItself() throws InterruptedException {
        try (var started =
                StoreWatcher.start(store.store(), Duration.ofMillis(10), 1, Traffic.LATEST, ServingListener.NOBODY)) {
            store.publish(TinyGraph.constant(1));
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (started.models().isEmpty() && System.nanoTime() < deadline) {
                Thread.sleep(5);
            }
            assertThat(started.model(TestStore.KEYPOINTS)).isPresent();
        }
    }

    private void publishAndPoll(int value) {
        store.publish(TinyGraph.constant(value));
        watcher.poll();
    }

    private void point(String alias, int version) {
        store.store().alias(TestStore.KEYPOINTS, alias, new ModelVersion(version));
        watcher.poll();
    }

    private ModelStatus status() {
        return watcher.model(TestStore.KEYPOINTS).orElseThrow();
    }

    private void assertServing(int version, String problem) {
        assertThat(status().serving()).isEqualTo(Optional.of(new ModelVersion(version)));
        assertThat(status().problem().orElse("")).matches(problem);
        try (Lease lease = watcher.acquire(TestStore.KEYPOINTS).orElseThrow()) {
            var black = new Photo(new GreyPicture(96, 96, new byte[96 * 96]));
            assertThat(((KeypointModel) lease.model()).keypoints(black))
                    .allSatisfy(point -> assertThat(point.xPixels()).isEqualTo(version));
        }
    }
}
