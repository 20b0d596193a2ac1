package dev.fieldmark.jobs.flink.identify;

import dev.fieldmark.jobs.identify.Reply;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** A reply as bytes of a checkpoint. */
final class ReplySerializer implements SimpleVersionedSerializer<Reply> {
    private static final int VERSION = 1;

    @Override
    public int getVersion() {
        return VERSION;
    }

    @Override
    public byte[] serialize(Reply reply) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeUTF(reply.id());
        out.writeBoolean(reply.broken());
        out.write(reply.json().getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    @Override
    public Reply deserialize(int version, byte[] bytes) throws IOException {
        Versions.require(version, VERSION, "replies");
        var in = new DataInputStream(new ByteArrayInputStream(bytes));
        return new Reply(in.readUTF(), in.readBoolean(), new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
}
