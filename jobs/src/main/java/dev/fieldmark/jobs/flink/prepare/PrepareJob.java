package dev.fieldmark.jobs.flink.prepare;

import dev.fieldmark.jobs.data.CsvForm;
import dev.fieldmark.jobs.data.Shard;
import dev.fieldmark.jobs.data.ShardSummary;
import dev.fieldmark.jobs.flink.batch.CsvRows;
import dev.fieldmark.jobs.flink.batch.LocalBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A batch job within this JVM: each block of rows goes to one writer. */
public final class PrepareJob {
    private PrepareJob() {}

    /**
     * Writes the shards of a CSV.
     *
     * @param input training.csv or test.csv, or .csv.gz
     * @param folder that exists; shards are added
     * @param parallelism of parsers and of writers, >= 1
     * @return what was written, in any order
     */
    public static List<ShardSummary> run(Path input, CsvForm form, Path folder, int parallelism) throws IOException {
        StreamExecutionEnvironment environment = LocalBatch.environment(parallelism);
        writeShards(environment, input, form, folder);
        try {
            return environment.execute("prepare " + input.getFileName()).getAccumulatorResult(WriteShards.SUMMARIES);
        } catch (Exception e) {
            throw new IOException(input + ": can't be prepared: " + LocalBatch.rootCause(e), e);
        }
    }

    private static void writeShards(StreamExecutionEnvironment environment, Path input, CsvForm form, Path folder) {
        CsvRows.of(environment, input, form)
                .partitionCustom((block, writers) -> block % writers, row -> Shard.block(row.row()))
                .fullWindowPartition()
                .mapPartition(new WriteShards(folder))
                .name("shards")
                .uid("shards")
                .sinkTo(new DiscardingSink<>())
                .name("end")
                .uid("end");
    }
}
