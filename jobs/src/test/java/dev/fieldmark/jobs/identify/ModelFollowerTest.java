package dev.fieldmark.jobs.identify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.onnx.PublishedSpecies;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFollowerTest {
    private static final Duration SOON = Duration.ofMillis(20);

    @TempDir
    Path folder;

    private final BlockingQueue<String> log = new LinkedBlockingQueue<>();

    private ModelFollower start() {
        return ModelFollower.start(DirectoryModelStore.open(folder), PublishedSpecies.MODEL, 1, SOON, log::add);
    }

    private static int version(ModelFollower follower) {
        return follower.current().version().number();
    }

    /** Publishes a version whose graph has a byte that it should not have; it is never there unharmed. */
    private void publishDamaged() throws IOException {
        Path elsewhere = Files.createTempDirectory(folder.getParent(), "store");
        ModelVersion number = PublishedSpecies.publish(elsewhere);
        int next = DirectoryModelStore.open(folder)
                        .versions(PublishedSpecies.MODEL)
                        .size()
                + 1;
        while (number.number() < next) {
            number = PublishedSpecies.publish(elsewhere);
        }
        String model = PublishedSpecies.MODEL.value();
        Path damaged = elsewhere.resolve(model).resolve(number.folder());
        Path graph = damaged.resolve(ModelDraft.ONNX);
        byte[] bytes = Files.readAllBytes(graph);
        bytes[bytes.length / 2] ^= 1;
        Files.write(graph, bytes);
        Files.createDirectories(folder.resolve(model));
        Files.move(damaged, folder.resolve(model).resolve(number.folder()));
    }

    @Test
    void aNewerVersionTakesOver() throws Exception {
        PublishedSpecies.publish(folder);
        try (var follower = start()) {
            assertThat(version(follower)).isEqualTo(1);

            PublishedSpecies.publish(folder);

            assertThat(log.poll(20, TimeUnit.SECONDS)).isEqualTo("species-butterflies@2 answers from now on");
            assertThat(version(follower)).isEqualTo(2);
        }
    }

    @Test
    void aVersionThatIsRolledBackDoesNotAnswerAnyMore() throws Exception {
        PublishedSpecies.publish(folder);
        PublishedSpecies.publish(folder);
        try (var follower = start()) {
            assertThat(version(follower)).isEqualTo(2);

            DirectoryModelStore.open(folder).rollback(PublishedSpecies.MODEL);

            assertThat(log.poll(20, TimeUnit.SECONDS)).isEqualTo("species-butterflies@1 answers from now on");
            assertThat(version(follower)).isEqualTo(1);
        }
    }

    @Test
    void aDamagedVersionIsRefusedOnceAndTheOneBeforeGoesOn() throws Exception {
        PublishedSpecies.publish(folder);
        try (var follower = start()) {
            publishDamaged();
            assertThat(log.poll(20, TimeUnit.SECONDS))
                    .startsWith("species-butterflies@2 is refused: ")
                    .contains("model.onnx: sha256 was")
                    .endsWith("; the version before goes on");
            assertThat(version(follower)).isEqualTo(1);

            PublishedSpecies.publish(folder);

            assertThat(log.poll(20, TimeUnit.SECONDS)).isEqualTo("species-butterflies@3 answers from now on");
            assertThat(version(follower)).isEqualTo(3);
        }
    }

    @Test
    void atTheStartTheNewestThatCanAnswerIsTaken() throws Exception {
        PublishedSpecies.publish(folder);
        publishDamaged();
        try (var follower = start()) {
            assertThat(version(follower)).isEqualTo(1);
            assertThat(List.copyOf(log)).singleElement().asString().startsWith("species-butterflies@2 is refused: ");
        }
    }

    @Test
    void saysThatThereIsNoModelOrNoneThatCanAnswer() throws IOException {
        assertThatThrownBy(this::start)
                .isInstanceOf(StoreException.class)
                .hasMessage("species-butterflies@latest: no such model in the store");
        publishDamaged();
        assertThatThrownBy(this::start)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("model.onnx: sha256 was");
    }
}
