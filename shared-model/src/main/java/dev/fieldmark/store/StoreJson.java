package dev.fieldmark.store;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The store's JSON. Fields that this version does not know are passed over, so that a later one can add some; whatever
 * changes the meaning of what is there raises {@code formatVersion}, and a newer one is refused.
 */
final class StoreJson {
    private static final String FORMAT_VERSION = "formatVersion";

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .addModule(new JavaTimeModule())
            .defaultPropertyInclusion(JsonInclude.Value.construct(Include.NON_ABSENT, Include.NON_ABSENT))
            .enable(SerializationFeature.INDENT_OUTPUT)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            // what is missing counts as null, and is refused unless it is an Optional
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private StoreJson() {}

    static byte[] write(Object value) {
        try {
            return (MAPPER.writeValueAsString(value) + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + value, e);
        }
    }

    /** @param file for the message alone */
    static <T> T read(String file, byte[] content, Class<T> type, int newestFormat) {
        try {
            var tree = MAPPER.readTree(content);
            var format = tree.path(FORMAT_VERSION);
            if (!format.canConvertToInt() || format.intValue() < 1) {
                throw new StoreException(file + ": " + FORMAT_VERSION + " was "
                        + (format.isMissingNode() ? "missing" : format.toString()) + " but must be 1 to "
                        + newestFormat);
            }
            if (format.intValue() > newestFormat) {
                throw new StoreException(file + ": " + FORMAT_VERSION + " was " + format + " but must be 1 to "
                        + newestFormat + ": a newer Fieldmark wrote it");
            }
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException e) {
            var cause =
                    e.getCause() instanceof IllegalArgumentException rule ? rule.getMessage() : e.getOriginalMessage();
            throw new StoreException(file + ": " + cause, e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
