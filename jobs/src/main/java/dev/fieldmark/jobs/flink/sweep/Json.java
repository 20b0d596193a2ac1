package dev.fieldmark.jobs.flink.sweep;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fieldmark.jobs.flink.files.FileLocation;
import java.io.IOException;

/** JSON files that are whole or not there. */
final class Json {
    static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private Json() {}

    static void write(FileLocation file, Object value) throws IOException {
        file.write(MAPPER.writeValueAsBytes(value));
    }

    static <T> T read(FileLocation file, Class<T> type) throws IOException {
        return MAPPER.readValue(file.read(), type);
    }
}
