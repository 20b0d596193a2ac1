package dev.fieldmark.api.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinyGraph;
import dev.fieldmark.api.serve.ModelStatus.CanaryStatus;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pinned versions and canaries; {@code drawn} is what the random source says. */
final class TrafficTest {
    @TempDir
    Path folder;

    private TestStore store;
    private double drawn;
    private Optional<StoreWatcher> opened = Optional.empty();

    @BeforeEach
    void publishThree() {
        store = TestStore.in(folder);
        for (int version = 1; version <= 3; version++) {
            publish();
        }
    }

    @AfterEach
    void close() {
        opened.ifPresent(StoreWatcher::close);
    }

    @Test
    void aCanaryAnswersItsShareOfTheRequests() {
        watch(canary("1", 0.05));
        drawn = 0.0499;
        assertAnswers(1);
        drawn = 0.05;
        assertAnswers(3);
    }

    @Test
    void theShareHoldsOverManyRequests() {
        var random = new Random(7);
        var watcher = new StoreWatcher(loader(), canary("1", 0.05), random::nextDouble);
        opened = Optional.of(watcher);
        watcher.poll();
        int canaries = 0;
        for (int i = 0; i < 10_000; i++) {
            canaries += version(watcher.acquire(TestStore.KEYPOINTS)).number() == 1 ? 1 : 0;
        }
        assertThat(canaries).isBetween(440, 560); // binomial: 500 with a deviation of 22
    }

    @Test
    void aCanaryStaysWhileTheLatestMoves() {
        watch(canary("3", 0.05));
        publishAndPoll();
        drawn = 0;
        assertAnswers(3);
        drawn = 0.5;
        assertAnswers(4);
    }

    @Test
    void whereTheCanaryIsTheLatestItIsLoadedOnce() {
        watch(canary("4", 0.05));
        assertThat(canaryStatus().problem()).contains("keypoints@4 is not in the store");
        publishAndPoll();
        drawn = 0;
        assertAnswers(4);
        assertThat(canaryStatus().serving()).isEmpty();
        assertThat(canaryStatus().problem()).isEmpty();
        point(ModelStore.LATEST, 3);
        assertAnswers(4);
        assertThat(canaryStatus().serving()).contains(new ModelVersion(4));
        drawn = 0.5;
        assertAnswers(3);
    }

    @Test
    void aBrokenCanaryLeavesTheRequestsToTheFollowedVersion() {
        store.flipABit(new ModelVersion(1));
        watch(canary("1", 0.05));
        drawn = 0;
        assertAnswers(3);
        assertThat(canaryStatus().serving()).isEmpty();
        assertThat(canaryStatus().problem().orElseThrow()).matches("version 1 refused: .*model.onnx.*sha256.*");
        assertThat(status().problem()).isEmpty();
    }

    @Test
    void aCanaryMayFollowAnAlias() {
        watch(canary("next", 0.05));
        assertThat(canaryStatus().problem()).contains("keypoints@next is not in the store");
        drawn = 0;
        assertAnswers(3);
        point("next", 1);
        assertAnswers(1);
        store.flipABit(new ModelVersion(2));
        point("next", 2);
        assertAnswers(1);
        assertThat(canaryStatus().problem().orElseThrow()).startsWith("version 2 refused: ");
    }

    @Test
    void aRequestMayNameEitherVersion() throws RefusedVersionException {
        watch(canary("1", 0.05));
        drawn = 0.5;
        for (int version = 1; version <= 3; version++) {
            assertThat(version(Optional.of(watcher().acquire(TestStore.KEYPOINTS, new ModelVersion(version)))))
                    .isEqualTo(new ModelVersion(version));
        }
        drawn = 0;
        assertThat(version(watcher().acquireFollowed(TestStore.KEYPOINTS))).isEqualTo(new ModelVersion(3));
    }

    @Test
    void aPinnedVersionStays() {
        watch(pin("2"));
        assertAnswers(2);
        publishAndPoll();
        assertAnswers(2);
        assertThat(status().follows()).hasToString("keypoints@2");
    }

    @Test
    void noOtherVersionStandsInForAPinnedOne() {
        store.flipABit(new ModelVersion(2));
        watch(pin("2"));
        assertThat(watcher().acquire(TestStore.KEYPOINTS)).isEmpty();
        assertThat(status().problem().orElseThrow()).startsWith("version 2 refused: ");
    }

    @Test
    void aPinnedVersionMayComeLater() {
        watch(pin("4"));
        assertThat(watcher().acquire(TestStore.KEYPOINTS)).isEmpty();
        assertThat(status().problem()).contains("keypoints@4 is not in the store");
        publishAndPoll();
        assertAnswers(4);
        assertThat(status().problem()).isEmpty();
    }

    @Test
    void aPinnedAliasIsFollowed() {
        store.store().alias(TestStore.KEYPOINTS, "stable", new ModelVersion(1));
        watch(pin("stable"));
        assertAnswers(1);
        publishAndPoll();
        assertAnswers(1);
        point("stable", 2);
        assertAnswers(2);
    }

    @Test
    void aPinnedModelThatIsNotInTheStoreIsNamed() {
        var absent = ModelReference.of("absent@7");
        watch(new Traffic(Map.of(absent.model(), absent), Map.of()));
        assertThat(watcher().model(absent.model()).orElseThrow().problem()).contains("absent@7 is not in the store");
        assertAnswers(3);
    }

    @Test
    void aPinAndACanaryGoTogether() {
        watch(new Traffic(pin("2").pins(), canary("3", 0.05).canaries()));
        drawn = 0.5;
        assertAnswers(2);
        drawn = 0;
        assertAnswers(3);
    }

    @Test
    void aShareIsOverNoneAndUnderAll() {
        var reference = ModelReference.of("keypoints@12");
        assertThat(new Canary(reference, 0.05).percent()).isEqualTo("5%");
        assertThat(new Canary(reference, 0.005).percent()).isEqualTo("0.5%");
        assertThatThrownBy(() -> new Canary(reference, 0)).hasMessage("share was 0.0 but must be over 0 and under 1");
        assertThatThrownBy(() -> new Canary(reference, 1)).hasMessage("share was 1.0 but must be over 0 and under 1");
    }

    private static Traffic pin(String aliasOrNumber) {
        return new Traffic(
                Map.of(TestStore.KEYPOINTS, new ModelReference(TestStore.KEYPOINTS, aliasOrNumber)), Map.of());
    }

    private static Traffic canary(String aliasOrNumber, double share) {
        var reference = new ModelReference(TestStore.KEYPOINTS, aliasOrNumber);
        return new Traffic(Map.of(), Map.of(TestStore.KEYPOINTS, new Canary(reference, share)));
    }

    private void watch(Traffic traffic) {
        opened = Optional.of(new StoreWatcher(loader(), traffic, () -> drawn));
        watcher().poll();
    }

    private ModelLoader loader() {
        return new ModelLoader(store.store(), 1, ServingListener.NOBODY);
    }

    private StoreWatcher watcher() {
        return opened.orElseThrow();
    }

    private void publish() {
        store.publish(
                TinyGraph.constant(store.store().versions(TestStore.KEYPOINTS).size() + 1));
    }

    private void publishAndPoll() {
        publish();
        watcher().poll();
    }

    private void point(String alias, int version) {
        store.store().alias(TestStore.KEYPOINTS, alias, new ModelVersion(version));
        watcher().poll();
    }

    private ModelStatus status() {
        return watcher().model(TestStore.KEYPOINTS).orElseThrow();
    }

    private CanaryStatus canaryStatus() {
        return status().canary().orElseThrow();
    }

    private void assertAnswers(int version) {
        assertThat(version(watcher().acquire(TestStore.KEYPOINTS))).isEqualTo(new ModelVersion(version));
    }

    private static ModelVersion version(Optional<Lease> acquired) {
        try (Lease lease = acquired.orElseThrow()) {
            return lease.model().version();
        }
    }
}
