package dev.fieldmark.bench.scale;

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
import java.util.stream.IntStream;

/** A model of many versions, of graphs of a few bytes, in a directory store. */
final class LargeStore {
    private static final ModelName MODEL = new ModelName("keypoints");
    private static final int TIMES = 20;

    private LargeStore() {}

    /**
     * What was measured.
     *
     * @param publish milliseconds of each publish, over all
     * @param lastPublish of the last twenty
     * @param list all versions by number
     * @param poll what a service asks every few seconds: the latest version
     * @param planGarbage in milliseconds, with one version to keep
     */
    public record Figures(
            int versions, Times publish, Times lastPublish, Times list, Times poll, double planGarbage, double gc) {
        static String header() {
            return "versions  publish p50      p99      max ms, last 20     p99      max      list p50      p99      max"
                    + "      poll p50      p99      max  plan gc ms     gc s";
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%,8d     %s  %s     %s     %s  %10.0f %8.1f",
                    versions,
                    publish,
                    lastPublish,
                    list,
                    poll,
                    planGarbage,
                    gc / 1e3);
        }
    }

    /** @param folder empty; it stays as it is after the collection */
    static Figures measure(int versions, Path folder) throws IOException {
        Path graph = Files.writeString(folder.resolve("graph"), "graph");
        ModelStore store = DirectoryModelStore.open(folder.resolve("store"));
        long[] publish = IntStream.range(0, versions)
                .mapToLong(trial -> Times.nanos(() -> store.publish(draft(graph, trial))))
                .toArray();
        long[] last = java.util.Arrays.copyOfRange(publish, Math.max(0, versions - TIMES), versions);
        Times list = repeated(() -> store.versions(MODEL));
        Times poll = repeated(() -> store.resolve(MODEL, "latest"));
        long plan = Times.nanos(() -> store.planGarbage(1));
        long gc = Times.nanos(() -> store.collectGarbage(1));
        return new Figures(
                versions, Times.of(publish), Times.of(last), list, poll, Times.millis(plan), Times.millis(gc));
    }

    private static Times repeated(Runnable work) {
        work.run();
        return Times.of(
                IntStream.range(0, TIMES).mapToLong(i -> Times.nanos(work)).toArray());
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
