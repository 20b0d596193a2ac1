package dev.fieldmark.jobs.flink.sweep;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** JSON files that are whole or not there. */
final class Json {
    static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private Json() {}

    static void write(Path file, Object value) throws IOException {
        writeWhole(file, MAPPER.writeValueAsBytes(value));
    }

    /** Written aside, synced, renamed. */
    static void writeWhole(Path file, byte[] bytes) throws IOException {
        // always the same, so that what a writer leaves that is killed goes with the next write
        Path aside = file.resolveSibling("." + file.getFileName() + ".part");
        Files.write(aside, bytes);
        try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    static <T> T read(Path file, Class<T> type) throws IOException {
        return MAPPER.readValue(Files.readAllBytes(file), type);
    }
}
