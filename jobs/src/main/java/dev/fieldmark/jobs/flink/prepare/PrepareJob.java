package dev.fieldmark.jobs.flink.prepare;

import dev.fieldmark.jobs.data.CsvForm;
import dev.fieldmark.jobs.data.CsvLine;
import dev.fieldmark.jobs.data.ParsedRow;
import dev.fieldmark.jobs.data.Shard;
import dev.fieldmark.jobs.data.ShardSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.api.common.BatchShuffleMode;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.SecurityOptions;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/**
 * A batch job within this JVM: one reader numbers the lines, parsers take them in turn, and each block of rows goes to
 * one writer.
 */
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
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration());
        writeShards(environment, input, form, folder);
        try {
            return environment.execute("prepare " + input.getFileName()).getAccumulatorResult(WriteShards.SUMMARIES);
        } catch (Exception e) {
            throw new IOException(input + ": can't be prepared: " + rootCause(e), e);
        }
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable cause = failure.getCause();
        return cause == null ? failure : rootCause(cause);
    }

    private static Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        // rows flow from reader to writers without a stop on disk between
        configuration.set(ExecutionOptions.BATCH_SHUFFLE_MODE, BatchShuffleMode.ALL_EXCHANGES_PIPELINED);
        configuration.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Default);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        configuration.set(SecurityOptions.DELEGATION_TOKENS_ENABLED, false);
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        return configuration;
    }

    private static void writeShards(StreamExecutionEnvironment environment, Path input, CsvForm form, Path folder) {
        DataStream<CsvLine> lines = environment
                .fromSource(source(input), WatermarkStrategy.noWatermarks(), "lines")
                .setParallelism(1)
                .uid("lines");
        DataStream<ParsedRow> rows =
                lines.rebalance().flatMap(new ParseRows(form)).name("rows").uid("rows");
        rows.partitionCustom((block, writers) -> block % writers, row -> Shard.block(row.row()))
                .fullWindowPartition()
                .mapPartition(new WriteShards(folder))
                .name("shards")
                .uid("shards")
                .sinkTo(new DiscardingSink<>())
                .name("end")
                .uid("end");
    }

    private static FileSource<CsvLine> source(Path input) {
        return FileSource.forRecordStreamFormat(
                        new CsvLineFormat(),
                        new org.apache.flink.core.fs.Path(input.toAbsolutePath().toUri()))
                .setFileEnumerator(() -> new NonSplittingRecursiveEnumerator(file -> true))
                .build();
    }
}
