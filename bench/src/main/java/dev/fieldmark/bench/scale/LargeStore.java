package dev.fieldmark.bench.scale;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fieldmark.jobs.data.Sha256;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.Provenance;
import dev.fieldmark.store.Signature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/** A model of many versions, of graphs of a few bytes, in a directory store. */
final class LargeStore {
    private static final ModelName MODEL = new ModelName("keypoints");
    private static final int TIMES = 5;
    private static final ObjectMapper JSON = new ObjectMapper();

    private LargeStore() {}

    /**
     * What was measured, in milliseconds.
     *
     * @param publish one more version
     * @param list all versions by number
     * @param poll what a service asks every few seconds: the latest version, and its manifest
     * @param planGarbage with one version to keep
     * @param collectGarbage all but two are removed
     */
    public record Figures(
            int versions, Times publish, Times list, Times poll, double planGarbage, double collectGarbage) {
        static String header() {
            return "versions  publish p50      p99      max  list p50      p99      max  poll p50      p99      max ms"
                    + "  gc plan s   gc s";
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,8d     %s  %s  %s     %9.1f %6.1f",
                    versions,
                    publish,
                    list,
                    poll,
                    planGarbage / 1e3,
                    collectGarbage / 1e3);
        }
    }

    /** @param folder empty; it stays as it is after the collection */
    static Figures measure(int versions, Path folder) throws IOException {
        Path graph = Files.writeString(folder.resolve("graph"), "graph");
        DirectoryModelStore store = DirectoryModelStore.open(folder.resolve("store"));
        store.publish(draft(graph, 0));
        for (int number = 2; number <= versions; number++) {
            copyFirst(folder.resolve("store").resolve(MODEL.value()), number);
        }
        Times publish = repeated(i -> store.publish(draft(graph, versions + i)));
        Times list = repeated(i -> store.versions(MODEL));
        Times poll = repeated(i ->
                store.manifest(MODEL, store.resolve(MODEL, ModelStore.LATEST).orElseThrow()));
        long plan = Times.nanos(() -> store.planGarbage(1));
        long gc = Times.nanos(() -> store.collectGarbage(1));
        return new Figures(versions, publish, list, poll, Times.millis(plan), Times.millis(gc));
    }

    /** What a publish leaves, by docs/store-format.md; to publish so many takes hours, for each is synced. */
    private static void copyFirst(Path model, int number) throws IOException {
        Path first = model.resolve("v000001");
        Path copy = Files.createDirectory(model.resolve("v%06d".formatted(number)));
        Files.copy(first.resolve(ModelDraft.ONNX), copy.resolve(ModelDraft.ONNX));
        ObjectNode manifest =
                (ObjectNode) JSON.readTree(first.resolve("manifest.json").toFile());
        manifest.put("version", number);
        ((ObjectNode) manifest.get("provenance")).put("trial", number);
        byte[] bytes = JSON.writeValueAsBytes(manifest);
        Files.write(copy.resolve("manifest.json"), bytes);
        Files.writeString(copy.resolve("manifest.sha256"), Sha256.hex(bytes) + "  manifest.json\n");
    }

    private static Times repeated(IntConsumer work) {
        return Times.of(IntStream.range(0, TIMES)
                .mapToLong(i -> Times.nanos(() -> work.accept(i)))
                .toArray());
    }

    private static ModelDraft draft(Path graph, int trial) {
        return new ModelDraft(
                MODEL,
                ModelManifest.KEYPOINTS,
                new TreeMap<>(Map.of(ModelDraft.ONNX, graph)),
                new Signature("in", 1, 96, 96, "out", List.of("nose")),
                new TreeMap<>(Map.of(ModelManifest.RMSE_PIXELS, 2.0)),
                new Provenance("scale", "f", trial, 1, "data", "split", new TreeMap<>(), List.of(), new TreeMap<>()));
    }
}
