package dev.fieldmark.api.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.api.Guides;
import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinySpeciesGraph;
import dev.fieldmark.image.PhotoException;
import dev.fieldmark.image.PhotoLimits;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Version n scores a black photo n. */
final class OtherVersionsTest {
    private static final ModelName BUTTERFLIES = ModelName.ofGroup("butterflies");

    @TempDir
    Path folder;

    private TestStore store;
    private OtherVersions versions;

    @BeforeEach
    void publishFour() {
        store = TestStore.in(folder);
        for (int version = 1; version <= 4; version++) {
            store.publish(Guides.BUTTERFLIES, TinySpeciesGraph.withOffset(version));
        }
        versions = new OtherVersions(new ModelLoader(store.store(), 1, ServingListener.NOBODY));
    }

    @AfterEach
    void close() {
        versions.close();
    }

    @Test
    void loadsTheVersionThatIsNamed() throws Exception {
        assertThat(score(acquired(3))).isEqualTo(3);
        assertThat(score(acquired(1))).isEqualTo(1);
    }

    @Test
    void keepsTheLastTwoAndClosesTheOneThatWasNotAskedForLongest() throws Exception {
        ServedModel first = acquired(1);
        ServedModel second = acquired(2);
        assertThat(acquired(1)).isSameAs(first);
        ServedModel third = acquired(3);
        assertClosed(second);
        assertThat(acquired(1)).isSameAs(first);
        assertThat(acquired(3)).isSameAs(third);
        assertThat(acquired(2)).isNotSameAs(second);
        assertClosed(first);
    }

    @Test
    void closesNoVersionThatARequestUses() throws Exception {
        try (Lease used = versions.acquire(BUTTERFLIES, new ModelVersion(1))) {
            acquired(2);
            acquired(3);
            acquired(4);
            assertThat(score(used.model())).isEqualTo(1);
            used.close();
            assertClosed(used.model());
        }
    }

    @Test
    void loadsAVersionOnceForManyRequests() throws Exception {
        var users = Executors.newFixedThreadPool(4);
        try {
            var tasks = new ArrayList<Callable<ServedModel>>();
            for (int i = 0; i < 20; i++) {
                tasks.add(() -> acquired(2));
            }
            var models = new ArrayList<ServedModel>();
            for (Future<ServedModel> model : users.invokeAll(tasks)) {
                models.add(model.get());
            }
            assertThat(models).hasSize(20).containsOnly(models.get(0));
        } finally {
            users.shutdownNow();
        }
    }

    @Test
    void aVersionThatIsRefusedDisplacesNoneAndIsTriedAgain() throws Exception {
        ServedModel first = acquired(1);
        ServedModel second = acquired(2);
        Path graph = store.file(BUTTERFLIES, new ModelVersion(3), ModelDraft.ONNX);
        store.flipABit(graph);
        assertThatThrownBy(() -> acquired(3))
                .isInstanceOf(RefusedVersionException.class)
                .hasMessageMatching("version 3 refused: .*model.onnx.*sha256.*");
        assertThat(acquired(1)).isSameAs(first);
        assertThat(acquired(2)).isSameAs(second);
        store.flipABit(graph);
        assertThat(score(acquired(3))).isEqualTo(3);
    }

    @Test
    void closesThemAllInTheEnd() throws Exception {
        List<ServedModel> models = List.of(acquired(1), acquired(2));
        versions.close();
        assertThat(models).allSatisfy(OtherVersionsTest::assertClosed);
    }

    /** The lease is closed at once, as that of a request is in the end. */
    private ServedModel acquired(int version) throws RefusedVersionException {
        try (Lease lease = versions.acquire(BUTTERFLIES, new ModelVersion(version))) {
            return lease.model();
        }
    }

    private static double score(ServedModel model) throws IOException, PhotoException {
        var black = new ByteArrayOutputStream();
        ImageIO.write(new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB), "png", black);
        var species = (SpeciesModel) model;
        return species.identify(species.decode(black.toByteArray(), new PhotoLimits(10_000, 64)), 2)
                .score();
    }

    private static void assertClosed(ServedModel model) {
        assertThatThrownBy(() -> score(model)).isInstanceOf(IllegalStateException.class);
    }
}
