package dev.fieldmark.jobs.bot.mastodon;

import dev.fieldmark.jobs.data.SyncedFiles;
import dev.fieldmark.jobs.data.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The newest notification that was taken, in a file; written after its message is journalled, so that none is missed. */
record Cursor(Path folder) {
    private Path file() {
        return folder.resolve("mentions-read");
    }

    Optional<String> read() throws IOException {
        return Files.exists(file()) ? Optional.of(Files.readString(file()).strip()) : Optional.empty();
    }

    void write(String id) throws IOException {
        WholeFile.write(file(), out -> out.write((id + "\n").getBytes(StandardCharsets.UTF_8)));
        SyncedFiles.sync(folder);
    }
}
