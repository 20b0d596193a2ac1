package dev.fieldmark.jobs.flink.sweep;

import java.io.IOException;
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

/** Publishes the winner once the checkpoint that holds its record is complete. What it commits is a folder's name. */
final class PublicationSink implements Sink<SweepRecord>, SupportsCommitter<String> {
    private static final long serialVersionUID = 1L;

    private final SweepSetup setup;

    PublicationSink(SweepSetup setup) {
        this.setup = setup;
    }

    @Override
    public CommittingSinkWriter<SweepRecord, String> createWriter(WriterInitContext context) {
        return new Writer();
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) {
        Publisher publisher = new Publisher(setup);
        return new Committer<>() {
            @Override
            public void commit(Collection<CommitRequest<String>> requests) throws IOException {
                for (CommitRequest<String> request : requests) {
                    publisher.publish(request.getCommittable());
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
        return new TextSerializer("publication");
    }

    /** Remembers the staged folders until the next checkpoint. */
    private static final class Writer implements CommittingSinkWriter<SweepRecord, String> {
        private List<String> staged = new ArrayList<>();

        @Override
        public void write(SweepRecord sweepRecord, Context context) {
            if (!sweepRecord.isEpoch()) {
                staged.add(sweepRecord.staged());
            }
        }

        @Override
        public Collection<String> prepareCommit() {
            List<String> prepared = staged;
            staged = new ArrayList<>();
            return prepared;
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
