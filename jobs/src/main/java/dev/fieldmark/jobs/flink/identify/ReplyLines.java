package dev.fieldmark.jobs.flink.identify;

import dev.fieldmark.jobs.identify.Reply;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.apache.flink.api.common.serialization.Encoder;

/** A reply as a line of JSON. */
final class ReplyLines implements Encoder<Reply> {
    private static final long serialVersionUID = 1L;

    @Override
    public void encode(Reply reply, OutputStream out) throws IOException {
        out.write((reply.json() + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
