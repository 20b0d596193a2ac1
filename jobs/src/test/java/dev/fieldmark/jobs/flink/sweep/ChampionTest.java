package dev.fieldmark.jobs.flink.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.Provenance;
import dev.fieldmark.store.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChampionTest {
    @TempDir
    Path folder;

    private ModelStore store;

    @BeforeEach
    void publishOneOfRmseTwo() throws IOException {
        store = DirectoryModelStore.open(folder.resolve("store"));
        store.publish(draft("first", "faces", 2.0));
    }

    private ModelDraft draft(String study, String dataset, double rmse) throws IOException {
        Path graph = Files.writeString(folder.resolve("graph"), "graph");
        return new ModelDraft(
                new ModelName("m"),
                "keypoints",
                new TreeMap<>(Map.of(ModelDraft.ONNX, graph)),
                new Signature("in", 1, 96, 96, "out", List.of("nose")),
                new TreeMap<>(Map.of("rmse-pixels", rmse)),
                new Provenance(study, "f", 0, 1, dataset, "split", new TreeMap<>(), List.of(), new TreeMap<>()));
    }

    @Test
    void staysWhereTheWinnerIsNotBetter() throws IOException {
        assertThat(new Champion(store).beats(draft("second", "faces", 2.0)))
                .contains("m@1 has rmse-pixels 2.0, the winner 2.0");
    }

    @Test
    void goesWhereTheWinnerIsBetter() throws IOException {
        assertThat(new Champion(store).beats(draft("second", "faces", 1.9))).isEmpty();
    }

    @Test
    void goesWhereTheTwoSawDifferentRows() throws IOException {
        assertThat(new Champion(store).beats(draft("second", "other faces", 9.0)))
                .isEmpty();
    }

    @Test
    void isNoRivalOfItself() throws IOException {
        assertThat(new Champion(store).beats(draft("first", "faces", 2.0))).isEmpty();
    }

    @Test
    void isNoRivalOfWhatWasPublishedBeforeIt() throws IOException {
        store.publish(draft("second", "faces", 1.0));
        assertThat(new Champion(store).beats(draft("first", "faces", 2.0))).isEmpty();
        assertThat(new Champion(store).beats(draft("third", "faces", 2.0))).isPresent();
    }

    @Test
    void aDamagedVersionIsNoReasonToPublishNothingMore() throws IOException {
        store.publish(draft("second", "faces", 1.0));
        damage(1);
        assertThat(new Champion(store).beats(draft("third", "faces", 2.0)))
                .as("the latest is sound")
                .isPresent();
        damage(2);
        assertThat(new Champion(store).beats(draft("third", "faces", 2.0))).isEmpty();
    }

    private void damage(int version) throws IOException {
        Files.writeString(folder.resolve("store/m/v%06d/manifest.json".formatted(version)), "broken");
    }
}
