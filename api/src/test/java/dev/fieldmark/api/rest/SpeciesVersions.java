package dev.fieldmark.api.rest;

import dev.fieldmark.api.Guides;
import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinySpeciesGraph;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.util.Map;

/**
 * Models whose three species are red, green and blue. Of butterflies there are three versions, of which the second is damaged
 * and the others add 10 times their number to the score; moths have a version that can't be served; keypoints have one.
 */
final class SpeciesVersions {
    static final ModelName MOTHS = ModelName.ofGroup("moths");

    private static final ModelName BUTTERFLIES = ModelName.ofGroup("butterflies");

    private SpeciesVersions() {}

    /** Publishes them where there is nothing yet. */
    static void publish(TestStore store) {
        if (!store.store().models().isEmpty()) {
            return;
        }
        store.publishFirst();
        store.publish(
                MOTHS,
                "species",
                Map.of(ModelDraft.ONNX, new byte[1]),
                TinySpeciesGraph.SURE.signature(Guides.BUTTERFLIES.labels()));
        store.publish(Guides.MUSHROOMS, TinySpeciesGraph.SURE);
        store.publish(Guides.BUTTERFLIES, TinySpeciesGraph.withOffset(10));
        ModelVersion second = store.publish(Guides.BUTTERFLIES, TinySpeciesGraph.withOffset(20));
        store.flipABit(store.file(BUTTERFLIES, second, ModelDraft.ONNX));
        store.publish(Guides.BUTTERFLIES, TinySpeciesGraph.SURE);
        store.store().alias(BUTTERFLIES, "spring", new ModelVersion(1));
    }
}
