package dev.fieldmark.jobs.flink.identify;

import dev.fieldmark.jobs.identify.Reply;
import dev.fieldmark.jobs.identify.Webhook;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/** Posts each reply once the checkpoint that holds it is complete: what is posted is what stands in the files. */
final class WebhookSink implements Sink<Reply>, SupportsCommitter<Reply> {
    private static final Duration FIRST_WAIT = Duration.ofMillis(500);
    private static final int TRIES = 6;
    private static final long serialVersionUID = 1L;

    private final URI address;
    private final URI replies;

    WebhookSink(URI address, URI replies) {
        this.address = address;
        this.replies = replies;
    }

    @Override
    public CommittingSinkWriter<Reply, Reply> createWriter(WriterInitContext context) {
        return new Writer();
    }

    @Override
    public Committer<Reply> createCommitter(CommitterInitContext context) {
        var webhook = new Webhook(address, Path.of(replies), FIRST_WAIT, TRIES);
        return new Committer<>() {
            @Override
            public void commit(Collection<CommitRequest<Reply>> requests) throws IOException, InterruptedException {
                webhook.post(
                        requests.stream().map(CommitRequest::getCommittable).toList());
            }

            @Override
            public void close() {
                webhook.close();
            }
        };
    }

    @Override
    public SimpleVersionedSerializer<Reply> getCommittableSerializer() {
        return new ReplySerializer();
    }

    /** Remembers replies until the next checkpoint. */
    private static final class Writer implements CommittingSinkWriter<Reply, Reply> {
        private List<Reply> written = new ArrayList<>();

        @Override
        public void write(Reply reply, Context context) {
            written.add(reply);
        }

        @Override
        public Collection<Reply> prepareCommit() {
            List<Reply> prepared = written;
            written = new ArrayList<>();
            return prepared;
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
