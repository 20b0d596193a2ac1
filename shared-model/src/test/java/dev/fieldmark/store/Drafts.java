package dev.fieldmark.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Small versions to publish: the files' content follows from the trial. */
record Drafts(Path folder) {
    static final ModelName FACES = new ModelName("faces");

    ModelDraft trial(int trial) {
        return trial(FACES, trial);
    }

    ModelDraft trial(ModelName model, int trial, String... parents) {
        var files = new TreeMap<String, Path>();
        for (String name : List.of(ModelDraft.ONNX, ModelDraft.DL4J)) {
            files.put(name, file(name + trial, content(name, trial)));
        }
        return new ModelDraft(
                model,
                "keypoints",
                files,
                Signature.withRadii("image", 1, 96, "points", List.of("nose_tip"), "radius"),
                new TreeMap<>(Map.of(ModelManifest.RMSE_PIXELS, 2.5 + trial)),
                new Provenance(
                        "study",
                        "f00d",
                        trial,
                        7L,
                        "dada",
                        "5b17",
                        new TreeMap<>(Map.of("learning-rate", "0.03")),
                        List.of(parents),
                        new TreeMap<>(Map.of("jdk", "17"))));
    }

    static byte[] content(String name, int trial) {
        byte[] content = new byte[1000];
        Arrays.fill(content, (byte) (name.length() + trial));
        return content;
    }

    private Path file(String name, byte[] content) {
        try {
            return Files.write(folder.resolve(name), content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
