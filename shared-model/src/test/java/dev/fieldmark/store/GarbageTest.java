package dev.fieldmark.store;

import static dev.fieldmark.store.Drafts.FACES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GarbageTest {
    private static final ModelName EYES = new ModelName("eyes");

    private final Path folder;
    private final Drafts drafts;

    GarbageTest(@TempDir Path folder) {
        this.folder = folder.resolve("store");
        this.drafts = new Drafts(folder);
    }

    private DirectoryModelStore store() {
        return DirectoryModelStore.open(folder);
    }

    private void publishFaces(int count) {
        for (int trial = 0; trial < count; trial++) {
            store().publish(drafts.trial(trial));
        }
    }

    private List<String> paths(GarbagePlan plan) {
        return plan.removals().stream()
                .map(removal -> folder.relativize(Path.of(removal.path())).toString())
                .toList();
    }

    @Test
    void removesWhatIsNotAmongTheNewest() {
        publishFaces(5);
        GarbagePlan plan = store().planGarbage(3);
        assertThat(paths(plan)).containsExactly("faces/v000001", "faces/v000002");
        assertThat(plan.removals().get(0).why())
                .isEqualTo("no alias, not among the newest 3, no kept version's parent");
        assertThat(plan.removals().get(0).bytes()).isGreaterThan(2000);
        assertThat(store().versions(FACES)).hasSize(5);

        assertThat(store().collectGarbage(3)).isEqualTo(plan);
        assertThat(store().versions(FACES)).hasSize(3);
        assertThat(store().verify(FACES)).isEmpty();
        assertThat(paths(store().planGarbage(3))).isEmpty();
    }

    @Test
    void keepsWhatAnAliasPointsTo() {
        publishFaces(5);
        store().alias(FACES, "champion", new ModelVersion(2));
        assertThat(paths(store().planGarbage(1))).containsExactly("faces/v000001", "faces/v000003");
        store().rollback(FACES);
        assertThat(paths(store().planGarbage(1))).containsExactly("faces/v000001", "faces/v000003");
    }

    @Test
    void keepsTheLineageOfWhatIsKeptThroughEveryModel() {
        store().publish(drafts.trial(FACES, 0));
        store().publish(drafts.trial(FACES, 1, "faces@1"));
        publishFaces(6);
        store().publish(drafts.trial(EYES, 0, "faces@2"));
        assertThat(paths(store().planGarbage(1))).containsExactly("faces/v000003", "faces/v000004");
    }

    @Test
    void neitherCountsNorRemovesAVersionThatCannotBeRead() throws IOException {
        publishFaces(5);
        for (String damaged : List.of("v000001", "v000004")) {
            Files.delete(folder.resolve("faces").resolve(damaged).resolve("manifest.json"));
        }
        assertThat(paths(store().planGarbage(2))).containsExactly("faces/v000002");
    }

    @Test
    void removesLeftoversOlderThanADay() throws IOException {
        publishFaces(1);
        Path old = Files.createDirectory(folder.resolve("faces/.aside-old"));
        Files.writeString(old.resolve("model.onnx"), "half");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(25))));
        Files.createDirectory(folder.resolve("faces/.aside-new"));
        GarbagePlan plan = store().collectGarbage(1);
        assertThat(paths(plan)).containsExactly("faces/.aside-old");
        assertThat(plan.bytes()).isEqualTo(4);
        assertThat(old).doesNotExist();
        assertThat(folder.resolve("faces/.aside-new")).exists();
    }

    @Test
    void deathAtAnyStepLeavesWholeVersionsAlone() {
        publishFaces(4);
        boolean died = true;
        for (int step = 0; died; step++) {
            try {
                new DirectoryModelStore(folder, MortalDisk.dyingAt(step, true), Clock.systemUTC()).collectGarbage(1);
                died = false;
            } catch (MortalDisk.Death e) {
                assertThat(store().verify(FACES)).isEmpty();
            }
        }
        assertThat(store().versions(FACES)).hasSize(2);
    }

    @Test
    void refusesToKeepNothing() {
        assertThatThrownBy(() -> store().collectGarbage(0)).hasMessage("keep was 0 but must be >= 1");
    }
}
