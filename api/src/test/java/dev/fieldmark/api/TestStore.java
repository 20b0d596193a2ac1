package dev.fieldmark.api;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import dev.fieldmark.store.Provenance;
import dev.fieldmark.store.Signature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A directory store in a folder of the test, and ways to fill and damage it. */
public record TestStore(Path folder, ModelStore store) {
    public static final ModelName KEYPOINTS = new ModelName("keypoints");

    public static TestStore in(Path folder) {
        return new TestStore(folder, DirectoryModelStore.open(folder));
    }

    public ModelVersion publish(byte[] graph) {
        return publish(KEYPOINTS, "keypoints", graph);
    }

    public ModelVersion publish(ModelName model, String task, byte[] graph) {
        return publish(model, task, graph, Optional.empty());
    }

    /** Publishes a graph whose second output has this name. */
    public ModelVersion publishWithRadii(ModelName model, byte[] graph, String output) {
        return publish(model, "keypoints", graph, Optional.of(output));
    }

    private ModelVersion publish(ModelName model, String task, byte[] graph, Optional<String> radiusOutput) {
        try {
            Path file = Files.createTempFile("graph", ".onnx");
            try {
                Files.write(file, graph);
                return store.publish(draft(model, task, file, radiusOutput)).version();
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Turns over one bit of the version's graph. */
    public void flipABit(ModelVersion version) {
        Path graph = graph(version);
        try {
            byte[] bytes = Files.readAllBytes(graph);
            bytes[bytes.length / 2] ^= 1;
            Files.write(graph, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path graph(ModelVersion version) {
        return folder.resolve(KEYPOINTS.value()).resolve(version.folder()).resolve(ModelDraft.ONNX);
    }

    private ModelDraft draft(ModelName model, String task, Path graph, Optional<String> radiusOutput) {
        int trial = store.versions(model).size();
        return new ModelDraft(
                model,
                task,
                new TreeMap<>(Map.of(ModelDraft.ONNX, graph)),
                new Signature(
                        "image",
                        1,
                        96,
                        96,
                        "keypoints",
                        Keypoint.all().stream().map(Keypoint::label).toList(),
                        radiusOutput,
                        Optional.empty()),
                new TreeMap<>(Map.of("rmse-pixels", 2.5)),
                new Provenance(
                        "study",
                        "fingerprint",
                        trial,
                        1,
                        "data",
                        "split",
                        new TreeMap<>(),
                        List.of(),
                        new TreeMap<>()));
    }
}
