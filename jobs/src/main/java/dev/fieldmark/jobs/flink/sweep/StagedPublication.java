package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.store.ModelDraft;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the committer is to do, in a folder: {@code outcome.json}, and where a version is to be published
 * {@code draft.json} with its files.
 */
record StagedPublication(Path folder) {
    static void write(Path folder, Outcome outcome, ModelDraft draft) throws IOException {
        Json.write(folder.resolve("draft.json"), draft);
        write(folder, outcome);
    }

    static void write(Path folder, Outcome outcome) throws IOException {
        Json.write(folder.resolve("outcome.json"), outcome);
    }

    boolean exists() {
        return Files.exists(folder.resolve("outcome.json"));
    }

    Outcome outcome() throws IOException {
        return Json.read(folder.resolve("outcome.json"), Outcome.class);
    }

    ModelDraft draft() throws IOException {
        return Json.read(folder.resolve("draft.json"), ModelDraft.class);
    }
}
