package dev.fieldmark.store;

import java.nio.file.Path;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** A version before it has a number: what {@link ModelStore#publish} takes. {@code files} maps name to content. */
public record ModelDraft(
        ModelName model,
        String task,
        SortedMap<String, Path> files,
        Signature signature,
        SortedMap<String, Double> metrics,
        Provenance provenance) {
    /** The ONNX graph that is served. */
    public static final String ONNX = "model.onnx";
    /** DL4J's own checkpoint, to go on from. */
    public static final String DL4J = "model.dl4j.zip";

    public ModelDraft {
        if (!files.containsKey(ONNX)) {
            throw new IllegalArgumentException(
                    "draft of " + model + " has files " + files.keySet() + " but must have " + ONNX);
        }
        files.keySet().forEach(FileNames::require);
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }
}
