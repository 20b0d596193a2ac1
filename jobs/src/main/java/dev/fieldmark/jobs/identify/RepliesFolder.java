package dev.fieldmark.jobs.identify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Replies as JSON lines: {@code <day>/part-*.jsonl}; names that begin with a dot are of files that are not final. */
public record RepliesFolder(Path path) {
    /** Of a stream that ended in order, for which nobody will make a file final: removes what killed processes left. */
    public void tidy() throws IOException {
        List<Path> left;
        try (Stream<Path> files = Files.find(path, 2, (file, attributes) -> isUnfinished(file))) {
            left = files.toList();
        }
        for (Path file : left) {
            Files.deleteIfExists(file);
        }
    }

    private static boolean isUnfinished(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.startsWith(".part-") && name.contains(".inprogress.");
    }
}
