package dev.fieldmark.jobs.flink.sweep;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** A sweep of {@link FakeParts} as a job that is uploaded: {@code FakeSweepJob FOLDER PARALLELISM}. */
public final class FakeSweepJob {
    private FakeSweepJob() {}

    public static void main(String[] arguments) throws Exception {
        SweepRuns runs = new SweepRuns(Path.of(arguments[0]));
        SubmittedSweep sweep = runs.submit(runs.parts(), Duration.ZERO);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(Integer.parseInt(arguments[1]));
        sweep.build(environment);
        environment.executeAsync(sweep.name());
    }
}
