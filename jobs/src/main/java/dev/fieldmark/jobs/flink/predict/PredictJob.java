package dev.fieldmark.jobs.flink.predict;

import dev.fieldmark.jobs.data.CsvForm;
import dev.fieldmark.jobs.evaluate.ServedVersion;
import dev.fieldmark.jobs.flink.batch.CsvRows;
import dev.fieldmark.jobs.flink.batch.LocalBatch;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A batch job within this JVM: rows are parsed and answered in the same task. */
public final class PredictJob {
    private PredictJob() {}

    /**
     * Answers all rows of a CSV.
     *
     * @param input training.csv or test.csv, or .csv.gz
     * @param folder that exists and is empty; each task's {@link dev.fieldmark.jobs.predict.AnswersFile} is added
     * @param parallelism of the tasks that parse and answer, >= 1
     */
    public static void run(Path input, CsvForm form, ServedVersion version, Path folder, int parallelism)
            throws IOException {
        StreamExecutionEnvironment environment = LocalBatch.environment(parallelism);
        int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / parallelism);
        CsvRows.of(environment, input, form)
                .fullWindowPartition()
                .mapPartition(new AnswerRows(version, folder, threads))
                .name("answers")
                .uid("answers")
                .sinkTo(new DiscardingSink<>())
                .name("end")
                .uid("end");
        try {
            environment.execute("predict " + input.getFileName());
        } catch (Exception e) {
            throw new IOException(input + ": can't be predicted: " + LocalBatch.rootCause(e), e);
        }
    }
}
