package dev.fieldmark.jobs.bot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The stream's replies: JSON lines in finished part files, in the folder or in folders within. Names that begin with a dot
 * or an underscore are not finished and not read. Every file is read once, and again where its size has changed; whoever
 * takes the replies must not mind to see one twice.
 */
final class Replies {
    private final Path folder;
    private final Consumer<String> log;
    private Map<Path, Long> readBytes = Map.of();

    Replies(Path folder, Consumer<String> log) {
        this.folder = folder;
        this.log = log;
    }

    /**
     * Hands over what is new; a line that is no reply is told and passed over.
     *
     * @throws IOException where the folder can't be read now; nothing is lost by trying again
     */
    void poll(Consumer<StreamReply> taker) throws IOException {
        Map<Path, Long> found = new HashMap<>();
        for (Path file : finished(folder)) {
            try {
                long bytes = Files.size(file);
                Long before = readBytes.get(file);
                if (before == null || before != bytes) {
                    read(file, taker);
                }
                found.put(file, bytes);
            } catch (NoSuchFileException goneMeanwhile) {
                // whoever keeps the folder tidy may
            }
        }
        // not added to: files that are gone are forgotten
        readBytes = found;
    }

    private void read(Path file, Consumer<StreamReply> taker) throws IOException {
        // what is not UTF-8 becomes a line that is no reply
        List<String> lines = new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                .lines()
                .toList();
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).isBlank()) {
                StreamReply reply;
                try {
                    reply = StreamReply.read(lines.get(i));
                } catch (IllegalArgumentException e) {
                    log.accept("passed over " + file + ", line " + (i + 1) + ": " + e.getMessage());
                    continue;
                }
                taker.accept(reply);
            }
        }
    }

    private static List<Path> finished(Path folder) throws IOException {
        List<Path> found = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path within, BasicFileAttributes attributes) {
                    return within.equals(folder) || isFinished(within)
                            ? FileVisitResult.CONTINUE
                            : FileVisitResult.SKIP_SUBTREE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile() && isFinished(file)) {
                        found.add(file);
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
                    if (failure instanceof NoSuchFileException) {
                        return FileVisitResult.CONTINUE;
                    }
                    throw failure;
                }
            });
        }
        found.sort(Comparator.naturalOrder());
        return found;
    }

    private static boolean isFinished(Path path) {
        String name = path.getFileName().toString();
        return !name.startsWith(".") && !name.startsWith("_");
    }
}
