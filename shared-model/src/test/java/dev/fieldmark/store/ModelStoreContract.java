package dev.fieldmark.store;

import static dev.fieldmark.store.Drafts.FACES;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every model store does. */
interface ModelStoreContract {
    ModelVersion ONE = new ModelVersion(1);
    ModelVersion TWO = new ModelVersion(2);
    ModelVersion THREE = new ModelVersion(3);

    /** The store under test; another instance on the same medium at each call, as another process would have. */
    ModelStore store();

    @Test
    default void hasNothingAtFirst() {
        assertThat(store().models()).isEmpty();
        assertThat(store().versions(FACES)).isEmpty();
        assertThat(store().aliases(FACES)).isEmpty();
        assertThat(store().resolve(FACES, "latest")).isEmpty();
        assertThatThrownBy(() -> store().manifest(FACES, ONE)).isInstanceOf(StoreException.class);
    }

    @Test
    default void countsVersionsFromOneAndMovesLatestAndPrevious(@TempDir Path folder) {
        var drafts = new Drafts(folder);
        assertThat(store().publish(drafts.trial(0))).isEqualTo(new ModelStore.Publication(ONE, true));
        assertThat(store().aliases(FACES)).isEqualTo(Map.of("latest", ONE));

        assertThat(store().publish(drafts.trial(1))).isEqualTo(new ModelStore.Publication(TWO, true));
        assertThat(store().publish(drafts.trial(2))).isEqualTo(new ModelStore.Publication(THREE, true));

        assertThat(store().models()).containsExactly(FACES);
        assertThat(store().versions(FACES)).containsExactly(ONE, TWO, THREE);
        assertThat(store().aliases(FACES)).isEqualTo(Map.of("latest", THREE, "previous", TWO));
        assertThat(store().verify(FACES)).isEmpty();
    }

    @Test
    default void readsBackWhatWasPublished(@TempDir Path folder) {
        ModelDraft draft = new Drafts(folder).trial(FACES, 4, "base@3");
        store().publish(draft);

        ModelManifest manifest = store().manifest(FACES, ONE);
        assertThat(manifest.model()).isEqualTo(FACES);
        assertThat(manifest.version()).isEqualTo(ONE);
        assertThat(manifest.task()).isEqualTo("keypoints");
        assertThat(manifest.signature()).isEqualTo(draft.signature());
        assertThat(manifest.metrics()).isEqualTo(draft.metrics());
        assertThat(manifest.provenance()).isEqualTo(draft.provenance());
        assertThat(manifest.files()).containsOnlyKeys(ModelDraft.ONNX, ModelDraft.DL4J);
        assertThat(store().read(FACES, ONE, ModelDraft.ONNX)).isEqualTo(Drafts.content(ModelDraft.ONNX, 4));
        assertThat(store().read(FACES, ONE, ModelDraft.DL4J)).isEqualTo(Drafts.content(ModelDraft.DL4J, 4));
    }

    @Test
    default void readsIntoOtherMemory(@TempDir Path folder) {
        store().publish(new Drafts(folder).trial(4));
        assertThat(store().read(FACES, ONE, ModelDraft.ONNX, ByteBuffer::allocateDirect))
                .isEqualTo(ByteBuffer.wrap(Drafts.content(ModelDraft.ONNX, 4)));
    }

    @Test
    default void publishingATrialAgainAddsNothingAndMovesNothing(@TempDir Path folder) {
        var drafts = new Drafts(folder);
        IntStream.range(0, 3).forEach(trial -> store().publish(drafts.trial(trial)));
        assertThat(store().publish(drafts.trial(1))).isEqualTo(new ModelStore.Publication(TWO, false));
        assertThat(store().versions(FACES)).containsExactly(ONE, TWO, THREE);
        assertThat(store().aliases(FACES)).isEqualTo(Map.of("latest", THREE, "previous", TWO));
    }

    @Test
    default void manyPublishersAtOnceGiveOneVersionATrial(@TempDir Path folder) throws Exception {
        var drafts = new Drafts(folder);
        var pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<ModelStore.Publication>> publishers = IntStream.range(0, 16)
                    .mapToObj(i -> drafts.trial(i % 4))
                    .map(draft -> (Callable<ModelStore.Publication>) () -> store().publish(draft))
                    .toList();
            int added = 0;
            for (var publication : pool.invokeAll(publishers)) {
                added += publication.get().added() ? 1 : 0;
            }
            assertThat(added).isEqualTo(4);
        } finally {
            pool.shutdownNow();
        }
        assertThat(store().versions(FACES)).hasSize(4);
        assertThat(store().verify(FACES)).isEmpty();
    }

    @Test
    default void resolvesAliasesAndNumbers(@TempDir Path folder) {
        var drafts = new Drafts(folder);
        store().publish(drafts.trial(0));
        store().publish(drafts.trial(1));
        assertThat(store().resolve(FACES, "latest")).contains(TWO);
        assertThat(store().resolve(FACES, "previous")).contains(ONE);
        assertThat(store().resolve(FACES, "1")).contains(ONE);
        assertThat(store().resolve(FACES, "3")).isEmpty();
        assertThat(store().resolve(FACES, "champion")).isEmpty();
        assertThat(store().resolve(FACES, "../other")).isEmpty();
    }

    @Test
    default void anAliasMoves(@TempDir Path folder) {
        var drafts = new Drafts(folder);
        store().publish(drafts.trial(0));
        store().publish(drafts.trial(1));
        store().alias(FACES, "champion", TWO);
        store().alias(FACES, "champion", ONE);
        assertThat(store().resolve(FACES, "champion")).contains(ONE);
        assertThat(store().resolve(FACES, "latest")).contains(TWO);
    }

    @Test
    default void refusesAnAliasToNothingOrOfAnotherForm(@TempDir Path folder) {
        store().publish(new Drafts(folder).trial(0));
        assertThatThrownBy(() -> store().alias(FACES, "champion", TWO))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("v000002: is missing");
        assertThatThrownBy(() -> store().alias(FACES, "../7", ONE))
                .hasMessage("alias was '../7' but must match [a-z][a-z0-9-]{0,63}");
        assertThat(store().aliases(FACES)).isEqualTo(Map.of("latest", ONE));
    }

    @Test
    default void rollbackSwapsAndASecondOneUndoesIt(@TempDir Path folder) {
        var drafts = new Drafts(folder);
        store().publish(drafts.trial(0));
        store().publish(drafts.trial(1));
        assertThat(store().rollback(FACES)).isEqualTo(Map.of("latest", ONE, "previous", TWO));
        assertThat(store().aliases(FACES)).isEqualTo(Map.of("latest", ONE, "previous", TWO));
        assertThat(store().rollback(FACES)).isEqualTo(Map.of("latest", TWO, "previous", ONE));
    }

    @Test
    default void aPublishAfterARollbackIsLatestAndWhatServedIsPrevious(@TempDir Path folder) {
        var drafts = new Drafts(folder);
        store().publish(drafts.trial(0));
        store().publish(drafts.trial(1));
        store().rollback(FACES);
        store().publish(drafts.trial(2));
        assertThat(store().aliases(FACES)).isEqualTo(Map.of("latest", THREE, "previous", ONE));
    }

    @Test
    default void refusesToRollBackTheOnlyVersion(@TempDir Path folder) {
        store().publish(new Drafts(folder).trial(0));
        assertThatThrownBy(() -> store().rollback(FACES))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("faces: has no alias 'previous' but must have to roll back");
    }

    @Test
    default void refusesAFileThatTheManifestDoesNotName(@TempDir Path folder) {
        store().publish(new Drafts(folder).trial(0));
        assertThatThrownBy(() -> store().read(FACES, ONE, "../aliases.json"))
                .isInstanceOf(StoreException.class)
                .hasMessageEndingWith("v000001: has no file '../aliases.json' but [model.dl4j.zip, model.onnx]");
    }
}
