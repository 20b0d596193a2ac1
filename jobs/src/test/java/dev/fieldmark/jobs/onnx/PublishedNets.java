package dev.fieldmark.jobs.onnx;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.Provenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;

/** Stores with an untrained net in them, for tests of what reads stores. */
public final class PublishedNets {
    /** What the net says around each point. */
    public static final float RADIUS_PIXELS = 20;

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
            float[] factors = new float[Keypoint.all().size()];
            Arrays.fill(factors, RADIUS_PIXELS);
            KeypointGraph.write(TinyNets.alone(NET, RECIPE), new RadiusFactors(factors), Map.of(), onnx);
            DirectoryModelStore.open(store)
                    .publish(new ModelDraft(
                            new ModelName("keypoints"),
                            ModelManifest.KEYPOINTS,
                            new TreeMap<>(Map.of(ModelDraft.ONNX, onnx)),
                            KeypointGraph.signature(),
                            new TreeMap<>(),
                            provenance(trial, datasetHash)));
        } finally {
            Files.delete(onnx);
        }
    }

    /** Publishes a graph as they were before there were radii: it answers always the same points. */
    public static void publishWithoutRadii(Path store) throws IOException {
        Path onnx = Files.createTempFile("model", ".onnx");
        try {
            var graph = new OnnxGraph();
            graph.input("image", 1, FaceSet.SIDE, FaceSet.SIDE);
            String sums = graph.node("ReduceSum", List.of("image", graph.wholes("axes", 1, 2, 3)), keepNoAxes());
            String rows = graph.node("Unsqueeze", List.of(sums, graph.wholes("last", 1)));
            String nothing = graph.node("Mul", List.of(rows, graph.constant("nothing", 0)));
            float[] middle = new float[FaceSet.TARGETS];
            Arrays.fill(middle, 48);
            String points = graph.node("Add", List.of(nothing, graph.constant("middle", middle, FaceSet.TARGETS)));
            graph.output("keypoints", points, FaceSet.TARGETS);
            graph.write(onnx, Map.of());
            DirectoryModelStore.open(store)
                    .publish(new ModelDraft(
                            new ModelName("keypoints"),
                            ModelManifest.KEYPOINTS,
                            new TreeMap<>(Map.of(ModelDraft.ONNX, onnx)),
                            KeypointGraph.signature().withoutRadii(),
                            new TreeMap<>(),
                            provenance(0)));
        } finally {
            Files.delete(onnx);
        }
    }

    private static OnnxGraph.Attribute keepNoAxes() {
        return OnnxGraph.Attribute.whole("keepdims", 0);
    }

    /** What the published net answers, by DL4J: thirty coordinates in network units a face. */
    public static float[][] units(FaceSet faces) {
        return TinyNets.points(NET, RECIPE, faces).units();
    }

    static Provenance provenance(int trial) {
        return provenance(trial, "data");
    }

    private static Provenance provenance(int trial, String datasetHash) {
        return new Provenance(
                "study", "abc", trial, 7, datasetHash, "split", new TreeMap<>(), List.of(), new TreeMap<>());
    }
}
