package dev.fieldmark.jobs.flink.batch;

import dev.fieldmark.jobs.data.CsvForm;
import dev.fieldmark.jobs.data.CsvLine;
import dev.fieldmark.jobs.data.ParsedRow;
import java.nio.file.Path;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.enumerate.NonSplittingRecursiveEnumerator;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The faces of a CSV: one reader numbers the lines, parsers take them in turn. */
public final class CsvRows {
    private CsvRows() {}

    /** Faces and bad rows, in no order. */
    public static DataStream<ParsedRow> of(StreamExecutionEnvironment environment, Path input, CsvForm form) {
        DataStream<CsvLine> lines = environment
                .fromSource(source(input), WatermarkStrategy.noWatermarks(), "lines")
                .setParallelism(1)
                .uid("lines");
        return lines.rebalance().flatMap(new ParseRows(form)).name("rows").uid("rows");
    }

    private static FileSource<CsvLine> source(Path input) {
        return FileSource.forRecordStreamFormat(
                        new CsvLineFormat(),
                        new org.apache.flink.core.fs.Path(input.toAbsolutePath().toUri()))
                .setFileEnumerator(() -> new NonSplittingRecursiveEnumerator(file -> true))
                .build();
    }
}
