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
    /** With what the names of DL4J's own checkpoints end, to go on from. */
    public static final String DL4J_ENDING = ".dl4j.zip";
    /** The checkpoint of a single net; where the graph joins several nets, each has its own. */
    public static final String DL4J = "model" + DL4J_ENDING;

    public ModelDraft {
        if (!files.containsKey(ONNX)) {
            throw new IllegalArgumentException(
                    "draft of " + model + " has files " + files.keySet() + " but must have " + ONNX);
        }
        files.keySet().forEach(FileNames::require);
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }

    /** The same of other copies of its files. */
    public ModelDraft withFiles(SortedMap<String, Path> others) {
        return new ModelDraft(model, task, others, signature, metrics, provenance);
    }

    /**
     * Name of the checkpoint of a net.
     *
     * @throws IllegalArgumentException where no file of a version may be named so
     */
    public static String checkpoint(String net) {
        String name = net + DL4J_ENDING;
        FileNames.require(name);
        return name;
    }
}
