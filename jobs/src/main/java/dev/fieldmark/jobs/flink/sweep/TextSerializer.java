package dev.fieldmark.jobs.flink.sweep;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Text as bytes of a checkpoint.
 *
 * @param what it is, for messages
 */
record TextSerializer(String what) implements SimpleVersionedSerializer<String> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String deserialize(int version, byte[] bytes) throws IOException {
        SweepState.requireVersion(version, VERSION, what);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
