package dev.fieldmark.jobs.flink.sweep;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/** JSON files that are whole or not there. */
final class Json {
    static final ObjectMapper MAPPER = JsonMapper.builder().build();

    private static final String ASIDE = ".aside-";

    private Json() {}

    /** Written aside, synced, renamed. */
    static void write(Path file, Object value) throws IOException {
        Path aside = file.resolveSibling("." + file.getFileName() + ASIDE + UUID.randomUUID());
        Files.write(aside, MAPPER.writeValueAsBytes(value));
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Whether a writer left the file that was killed. */
    static boolean isAside(Path file) {
        String name = file.getFileName().toString();
        return name.startsWith(".") && name.contains(ASIDE);
    }

    static <T> T read(Path file, Class<T> type) throws IOException {
        return MAPPER.readValue(Files.readAllBytes(file), type);
    }
}
