package dev.fieldmark.api.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinyGraph;
import dev.fieldmark.image.GreyPicture;
import dev.fieldmark.image.NetInput;
import dev.fieldmark.image.Photo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ModelSwitchTest {
    @TempDir
    Path folder;

    private TestStore store;

    @BeforeEach
    void open() {
        store = TestStore.in(folder);
    }

    @Test
    void hasNothingBeforeTheFirstSwap() {
        assertThat(new ModelSwitch().acquire()).isEmpty();
    }

    @Test
    void closesAReplacedVersionWithItsLastLease() throws Exception {
        ServedModel first = load(1);
        ServedModel second = load(2);
        try (var models = new ModelSwitch()) {
            models.swap(first);
            Lease one = models.acquire().orElseThrow();
            Lease two = models.acquire().orElseThrow();
            models.swap(second);
            assertThat(answer(first)).isEqualTo(1);
            one.close();
            one.close(); // counts once
            assertThat(answer(first)).isEqualTo(1);
            two.close();
            assertClosed(first);
            assertThat(answer(second)).isEqualTo(2);
        }
        assertClosed(second);
    }

    @Test
    void handsOutNothingOnceClosed() throws Exception {
        var models = new ModelSwitch();
        models.swap(load(1));
        models.close();
        assertThat(models.acquire()).isEmpty();
    }

    @Test
    void losesNoRequestAndLeaksNoVersionUnderConcurrentSwaps() throws Exception {
        var versions = new ArrayList<ServedModel>();
        for (int value = 1; value <= 50; value++) {
            versions.add(load(value));
        }
        var models = new ModelSwitch();
        models.swap(versions.get(0));
        var stop = new AtomicBoolean();
        var users = Executors.newFixedThreadPool(4);
        try {
            List<Future<Integer>> answers = new ArrayList<>();
            for (int user = 0; user < 4; user++) {
                answers.add(users.submit(() -> askUntil(stop, models)));
            }
            for (ServedModel next : versions.subList(1, versions.size())) {
                models.swap(next);
                Thread.yield();
            }
            stop.set(true);
            for (Future<Integer> asked : answers) {
                assertThat(asked.get()).isPositive();
            }
        } finally {
            users.shutdownNow();
        }
        models.close();
        assertThat(versions).allSatisfy(ModelSwitchTest::assertClosed);
    }

    /** Gives how often it asked; fails where an answer is another version's, or older than one before. */
    private static int askUntil(AtomicBoolean stop, ModelSwitch models) {
        int asked = 0;
        int newest = 0;
        do {
            try (Lease lease = models.acquire().orElseThrow()) {
                int version = lease.model().version().number();
                assertThat(answer(lease.model())).isEqualTo(version);
                assertThat(version).isGreaterThanOrEqualTo(newest);
                newest = version;
                asked++;
            }
        } while (!stop.get());
        return asked;
    }

    private ServedModel load(int value) throws RefusedVersionException {
        return new ModelLoader(store.store(), 1, ServingListener.NOBODY)
                .load(TestStore.KEYPOINTS, store.publish(TinyGraph.constant(value)));
    }

    private static double answer(ServedModel model) {
        var black = new Photo(new GreyPicture(NetInput.SIDE, NetInput.SIDE, new byte[NetInput.PIXELS]));
        return ((KeypointModel) model).keypoints(black).get(0).xPixels();
    }

    private static void assertClosed(ServedModel model) {
        assertThatThrownBy(() -> answer(model)).isInstanceOf(IllegalStateException.class);
    }
}
