package dev.fieldmark.api.serve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.api.Guides;
import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinySpeciesGraph;
import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.Signature;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which versions of species are served, and why others are not. */
final class SpeciesModelTest {
    private static final ModelName NAME = ModelName.ofGroup("butterflies");
    private static final List<String> LABELS = Guides.BUTTERFLIES.labels();
    private static final byte[] GUIDE = Guides.BUTTERFLIES.json();

    @TempDir
    Path folder;

    private TestStore store;

    @BeforeEach
    void open() {
        store = TestStore.in(folder);
    }

    @Test
    void knowsItsNameVersionAndSpecies() throws Exception {
        store.publish(Guides.BUTTERFLIES, TinySpeciesGraph.SURE);
        try (ServedModel model = load(NAME)) {
            assertThat(model.name()).isEqualTo(NAME);
            assertThat(model.version()).isEqualTo(new ModelVersion(1));
            assertThat(((SpeciesModel) model).guide()).isEqualTo(Guides.BUTTERFLIES);
        }
    }

    @Test
    void refusesADamagedGuide() {
        ModelVersion version = store.publish(Guides.BUTTERFLIES, TinySpeciesGraph.SURE);
        store.flipABit(store.file(NAME, version, FieldGuide.FILE));
        assertRefused("version 1 refused: .*guide.json: sha256 was .*");
    }

    @Test
    void refusesAVersionWithoutGuide() {
        publish(Map.of(ModelDraft.ONNX, TinySpeciesGraph.SURE.bytes()), TinySpeciesGraph.SURE.signature(LABELS));
        assertRefused("version 1 refused: files were \\[model.onnx\\] but must have guide.json");
    }

    @Test
    void refusesAGuideThatBreaksARule() {
        String guide = new String(GUIDE, StandardCharsets.UTF_8).replace("\"species\" : 0.6", "\"species\" : 6");
        publish(guide.getBytes(StandardCharsets.UTF_8), TinySpeciesGraph.SURE.signature(LABELS));
        assertRefused("version 1 refused: guide.json: species was 6.0 but must be 0 to 1");
    }

    @Test
    void refusesAGuideOfOtherSpeciesThanTheGraphs() {
        publish(GUIDE, TinySpeciesGraph.SURE.signature(List.of("Vanessa cardui", "Vanessa atalanta", "Pieris rapae")));
        assertRefused("version 1 refused: guide.json: species were \\[Vanessa atalanta, Vanessa cardui, Pieris rapae\\]"
                + " but must be the signature's labels \\[Vanessa cardui, Vanessa atalanta, Pieris rapae\\]");
    }

    @Test
    void refusesAGuideOfAnotherGroup() {
        publish(Guides.MUSHROOMS.json(), TinySpeciesGraph.SURE.signature(Guides.MUSHROOMS.labels()));
        assertRefused("version 1 refused: model was species-butterflies but must be species-mushrooms,"
                + " as the group of its guide.json is mushrooms");
    }

    @Test
    void refusesAGroupThatCanBeNoModelsName() {
        FieldGuide guide = Guides.BUTTERFLIES;
        var named = new FieldGuide(1, "Some Butterflies", guide.species(), guide.wider(), guide.thresholds());
        publish(named.json(), TinySpeciesGraph.SURE.signature(LABELS));
        assertRefused("version 1 refused: model was species-butterflies but must be species-Some Butterflies, .*");
    }

    @Test
    void refusesASignatureWithoutScore() {
        publish(GUIDE, new Signature("image", 3, 8, 8, "probabilities", LABELS));
        assertRefused("version 1 refused: signature must have a score and no radii, .*");
    }

    @Test
    void refusesGreyNetsAndSuchAsAreNotSquare() {
        publish(GUIDE, Signature.withScore("image", 1, 8, "probabilities", LABELS, "score"));
        assertRefused("version 1 refused: input was 1x8x8 but must be 3 and a square");
        publish(
                GUIDE,
                new Signature("image", 3, 8, 9, "probabilities", LABELS, Optional.empty(), Optional.of("score")));
        assertRefused("version 2 refused: input was 3x8x9 but must be 3 and a square");
    }

    @Test
    void refusesAGraphOfAnotherSideThanTheSignature() {
        publish(GUIDE, new TinySpeciesGraph(9, 1, 0, true).signature(LABELS));
        assertRefused(
                "version 1 refused: graph's input 'image' has shape \\[n, 3, 8, 8\\] but must have \\[1, 3, 9, 9\\]");
    }

    @Test
    void refusesAGraphWhoseProbabilitiesAreNone() {
        store.publish(Guides.BUTTERFLIES, new TinySpeciesGraph(8, 20, 0, false));
        assertRefused("version 1 refused: model.onnx answered probabilities that add up to 0.0 for a black picture"
                + " but must add up to 1");
        store.publish(Guides.BUTTERFLIES, new TinySpeciesGraph(8, Float.NaN, 0, true));
        assertRefused("version 2 refused: model.onnx answered NaN for a black picture but must answer a number");
        store.publish(Guides.BUTTERFLIES, TinySpeciesGraph.withOffset(Float.NaN));
        assertRefused("version 3 refused: model.onnx answered NaN for a black picture but must answer a number");
    }

    @Test
    void theVersionBeforeGoesOn() {
        store.publish(Guides.BUTTERFLIES, TinySpeciesGraph.SURE);
        try (var watcher =
                new StoreWatcher(new ModelLoader(store.store(), 1, ServingListener.NOBODY), Traffic.LATEST, () -> 0)) {
            watcher.poll();
            publish(Guides.MUSHROOMS.json(), TinySpeciesGraph.SURE.signature(Guides.MUSHROOMS.labels()));
            watcher.poll();
            ModelStatus status = watcher.model(NAME).orElseThrow();
            assertThat(status.serving()).contains(new ModelVersion(1));
            assertThat(status.problem().orElseThrow()).startsWith("version 2 refused: model was");
        }
    }

    private void publish(byte[] guide, Signature signature) {
        publish(Map.of(ModelDraft.ONNX, TinySpeciesGraph.SURE.bytes(), FieldGuide.FILE, guide), signature);
    }

    private void publish(Map<String, byte[]> files, Signature signature) {
        store.publish(NAME, "species", files, signature);
    }

    private void assertRefused(String message) {
        assertThatThrownBy(() -> load(NAME))
                .isInstanceOf(RefusedVersionException.class)
                .hasMessageMatching(message);
    }

    private ServedModel load(ModelName name) throws RefusedVersionException {
        ModelVersion latest = store.store().resolve(name, ModelStore.LATEST).orElseThrow();
        return new ModelLoader(store.store(), 1, ServingListener.NOBODY).load(name, latest);
    }
}
