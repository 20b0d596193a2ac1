package dev.fieldmark.jobs.flink.sweep;

import dev.fieldmark.jobs.flink.files.FileLocation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Every epoch as a line of JSON, in a file a slot and checkpoint. What it commits is the file's name and, below it, its
 * lines: they are few, and so a commit can be done again. Flink's FileSink can't go on from a checkpoint in an object store
 * (2.3.0): its files are uploads that were completed already, which the committer of flink-s3-fs-native takes for lost.
 */
final class MetricsSink implements Sink<SweepRecord>, SupportsCommitter<String> {
    private static final long serialVersionUID = 1L;

    private final SweepSetup setup;

    MetricsSink(SweepSetup setup) {
        this.setup = setup;
    }

    @Override
    public CommittingSinkWriter<SweepRecord, String> createWriter(WriterInitContext context) {
        return new Writer();
    }

    @Override
    public Committer<String> createCommitter(CommitterInitContext context) {
        FileLocation folder = setup.studyFolder().metrics();
        return new Committer<>() {
            @Override
            public void commit(Collection<CommitRequest<String>> requests) throws IOException {
                for (CommitRequest<String> request : requests) {
                    String[] part = request.getCommittable().split("\n", 2);
                    folder.resolve(part[0]).write(part[1].getBytes(StandardCharsets.UTF_8));
                }
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public SimpleVersionedSerializer<String> getCommittableSerializer() {
        return new TextSerializer("metrics");
    }

    /** Numbers read back to the same bits; a loss that is none is "NaN" or "Infinity". */
    private static String line(SweepRecord epoch) throws IOException {
        Map<String, Object> line = new TreeMap<>();
        line.put("trial", epoch.trial());
        line.put("epoch", epoch.epoch());
        line.put("trainLoss", epoch.trainLoss());
        line.put("validLoss", epoch.validLoss());
        line.put("best", epoch.best());
        line.put("images", epoch.images());
        line.put("seconds", epoch.seconds());
        return Json.MAPPER.writeValueAsString(line) + "\n";
    }

    /** Remembers the lines until the next checkpoint. */
    private static final class Writer implements CommittingSinkWriter<SweepRecord, String> {
        private final StringBuilder lines = new StringBuilder();

        @Override
        public void write(SweepRecord epoch, Context context) throws IOException {
            lines.append(line(epoch));
        }

        @Override
        public Collection<String> prepareCommit() {
            if (lines.isEmpty()) {
                return List.of();
            }
            String part = StudyFolder.METRICS_PART + UUID.randomUUID() + "\n" + lines;
            lines.setLength(0);
            return List.of(part);
        }

        @Override
        public void flush(boolean endOfInput) {}

        @Override
        public void close() {}
    }
}
