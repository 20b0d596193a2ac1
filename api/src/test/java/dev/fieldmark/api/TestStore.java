package dev.fieldmark.api;

import dev.fieldmark.api.onnx.TinyGraph;
import dev.fieldmark.api.onnx.TinySpeciesGraph;
import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.store.DirectoryModelStore;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelManifest;
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
import java.util.SortedMap;
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

    /** Publishes a first version of keypoints, which always answers 23.5, where there is none yet. */
    public void publishFirst() {
        if (store.versions(KEYPOINTS).isEmpty()) {
            publish(TinyGraph.constant(23.5f));
        }
    }

    public ModelVersion publish(ModelName model, String task, byte[] graph) {
        return publish(model, task, graph, Optional.empty());
    }

    /** Publishes a graph whose second output has this name. */
    public ModelVersion publishWithRadii(ModelName model, byte[] graph, String output) {
        return publish(model, "keypoints", graph, Optional.of(output));
    }

    private ModelVersion publish(ModelName model, String task, byte[] graph, Optional<String> radiusOutput) {
        List<String> labels = Keypoint.all().stream().map(Keypoint::label).toList();
        var signature = new Signature("image", 1, 96, 96, "keypoints", labels, radiusOutput, Optional.empty());
        return publish(model, task, Map.of(ModelDraft.ONNX, graph), signature);
    }

    /** Publishes a version of the guide's group. */
    public ModelVersion publish(FieldGuide guide, TinySpeciesGraph graph) {
        return publish(
                ModelName.ofGroup(guide.group()),
                ModelManifest.SPECIES,
                Map.of(ModelDraft.ONNX, graph.bytes(), FieldGuide.FILE, guide.json()),
                graph.signature(guide.labels()));
    }

    /** Publishes any version. */
    public ModelVersion publish(ModelName model, String task, Map<String, byte[]> files, Signature signature) {
        try {
            Path aside = Files.createTempDirectory("version");
            try {
                var paths = new TreeMap<String, Path>();
                for (var file : files.entrySet()) {
                    paths.put(file.getKey(), Files.write(aside.resolve(file.getKey()), file.getValue()));
                }
                return store.publish(draft(model, task, paths, signature)).version();
            } finally {
                for (String file : files.keySet()) {
                    Files.delete(aside.resolve(file));
                }
                Files.delete(aside);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Turns over one bit of the version's graph. */
    public void flipABit(ModelVersion version) {
        flipABit(graph(version));
    }

    /** Turns over one bit of a file. */
    public void flipABit(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            bytes[bytes.length / 2] ^= 1;
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path graph(ModelVersion version) {
        return file(KEYPOINTS, version, ModelDraft.ONNX);
    }

    public Path file(ModelName model, ModelVersion version, String name) {
        return folder.resolve(model.value()).resolve(version.folder()).resolve(name);
    }

    private ModelDraft draft(ModelName model, String task, SortedMap<String, Path> files, Signature signature) {
        int trial = store.versions(model).size();
        return new ModelDraft(
                model,
                task,
                files,
                signature,
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
