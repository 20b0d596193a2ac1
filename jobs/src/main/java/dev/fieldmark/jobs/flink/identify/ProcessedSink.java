package dev.fieldmark.jobs.flink.identify;

import dev.fieldmark.jobs.identify.Reply;
import dev.fieldmark.jobs.identify.StreamFolder;
import dev.fieldmark.jobs.identify.TakenPhotos;
import java.io.IOException;
import java.nio.file.Path;
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

/**
 * Puts photos away once the checkpoint that holds their replies is complete: from then on no failure takes a reply back.
 * For one task alone.
 */
final class ProcessedSink implements Sink<Reply>, SupportsCommitter<AnsweredPhotos> {
    private static final long serialVersionUID = 1L;

    private final PhotoStream stream;

    ProcessedSink(PhotoStream stream) {
        this.stream = stream;
    }

    @Override
    public CommittingSinkWriter<Reply, AnsweredPhotos> createWriter(WriterInitContext context) {
        return new Writer();
    }

    @Override
    public Committer<AnsweredPhotos> createCommitter(CommitterInitContext context) {
        TakenPhotos taken = stream.incomingFolder().taken();
        Path processed = stream.processedFolder();
        StreamFolder folder = stream.stateFolder();
        return new Committer<>() {
            @Override
            public void commit(Collection<CommitRequest<AnsweredPhotos>> requests) throws IOException {
                for (CommitRequest<AnsweredPhotos> request : requests) {
                    AnsweredPhotos photos = request.getCommittable();
                    taken.finish(photos.ids(), processed);
                    folder.write(folder.tally().plus(photos.ids().size(), photos.broken()));
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SimpleVersionedSerializer<AnsweredPhotos> getCommittableSerializer() {
        return new AnsweredPhotos.Serializer();
    }

    /** Remembers what was answered until the next checkpoint. */
    private static final class Writer implements CommittingSinkWriter<Reply, AnsweredPhotos> {
        private final List<String> ids = new ArrayList<>();
        private int broken;

        @Override
        public void write(Reply reply, Context context) {
            ids.add(reply.id());
            broken += reply.broken() ? 1 : 0;
        }

        @Override
        public Collection<AnsweredPhotos> prepareCommit() {
            if (ids.isEmpty()) {
                return List.of();
            }
            var answered = new AnsweredPhotos(ids, broken);
            ids.clear();
            broken = 0;
            return List.of(answered);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
