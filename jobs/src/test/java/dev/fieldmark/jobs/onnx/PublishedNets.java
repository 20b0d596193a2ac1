package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Stores with an untrained net in them, for tests of what reads stores. */
public final class PublishedNets {
    private static final Recipe RECIPE = TinyNets.recipe("net2", Map.of("contrast", "standardize"));
    /** One for all: each call of {@link TinyNets#net} makes another. */
    private static final ComputationGraph NET = TinyNets.net(RECIPE);

    private PublishedNets() {}

    /** Publishes a tiny net as the next version of {@code keypoints}. */
    public static void publish(Path store, int trial) throws IOException {
        publish(store, trial, "data");
    }

    /** The same, trained on a dataset of this content. */
    public static void publish(Path store, int trial, String datasetHash) throws IOException {
        Path onnx = Files.createTempFile("model", ".onnx");
        try {
            KeypointGraph.write(NET, RECIPE, Map.of(), onnx);
            DirectoryModelStore.open(store)
                    .publish(new ModelDraft(
                            new ModelName("keypoints"),
                            OnnxModelPackager.TASK,
                            new TreeMap<>(Map.of(ModelDraft.ONNX, onnx)),
                            KeypointGraph.signature(),
                            new TreeMap<>(),
                            provenance(trial, datasetHash)));
        } finally {
            Files.delete(onnx);
        }
    }

    /** What the published net answers, by DL4J: thirty coordinates in network units a face. */
    public static float[][] units(FaceSet faces) {
        return TinyNets.units(NET, RECIPE, faces);
    }

    static Provenance provenance(int trial) {
        return provenance(trial, "data");
    }

    private static Provenance provenance(int trial, String datasetHash) {
        return new Provenance(
                "study", "abc", trial, 7, datasetHash, "split", new TreeMap<>(), List.of(), new TreeMap<>());
    }
}
