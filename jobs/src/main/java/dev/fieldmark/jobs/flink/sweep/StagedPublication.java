package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.data.TemporaryFolder;
import dev.fieldmark.jobs.flink.files.FileLocation;
import dev.fieldmark.store.ModelDraft;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the committer is to do, in a folder: {@code outcome.json}, written last, and where a version is to be published
 * {@code draft.json}, which names its files as those beside it.
 */
record StagedPublication(FileLocation folder) {
    void write(Outcome outcome, ModelDraft draft) throws IOException {
        var beside = new TreeMap<String, Path>();
        for (Map.Entry<String, Path> file : draft.files().entrySet()) {
            file(file.getKey()).write(copy -> Files.copy(file.getValue(), copy));
            beside.put(file.getKey(), Path.of(file.getKey()));
        }
        Json.write(folder.resolve("draft.json"), draft.withFiles(beside));
        write(outcome);
    }

    private FileLocation file(String name) {
        return folder.resolve("files").resolve(name);
    }

    void write(Outcome outcome) throws IOException {
        Json.write(folder.resolve("outcome.json"), outcome);
    }

    boolean exists() throws IOException {
        return folder.resolve("outcome.json").isFile();
    }

    Outcome outcome() throws IOException {
        return Json.read(folder.resolve("outcome.json"), Outcome.class);
    }

    /** Publishes the draft; the same draft again gives the version that it became. */
    ModelVersion publish(ModelStore store) throws IOException {
        ModelDraft draft = Json.read(folder.resolve("draft.json"), ModelDraft.class);
        try (var copies = TemporaryFolder.create("fieldmark-publish")) {
            var files = new TreeMap<String, Path>();
            for (String name : draft.files().keySet()) {
                Path copy = copies.path().resolve(name);
                file(name).read(staged -> Files.copy(staged, copy));
                files.put(name, copy);
            }
            return store.publish(draft.withFiles(files)).version();
        }
    }
}
