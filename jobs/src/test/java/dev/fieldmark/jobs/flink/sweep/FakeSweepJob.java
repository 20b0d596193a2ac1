package dev.fieldmark.jobs.flink.sweep;

import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A sweep of {@link FakeParts}, or where an epoch's milliseconds are given of {@link LongParts}, as a job that is
 * uploaded: {@code FakeSweepJob FOLDER PARALLELISM [MILLIS]}.
 */
public final class FakeSweepJob {
    /** Ten epochs long, and as in a real sweep the training states twice as often as the checkpoints. */
    static final SweepIntervals LONG = new SweepIntervals(Duration.ofSeconds(1), Duration.ofMillis(500));

    private FakeSweepJob() {}

    public static void main(String[] arguments) throws Exception {
        SweepRuns runs = new SweepRuns(Path.of(arguments[0]));
        SubmittedSweep sweep = arguments.length == 2
                ? runs.submit(runs.parts(), Duration.ZERO)
                : runs.submit(runs.longParts(Duration.ofMillis(Long.parseLong(arguments[2]))), LONG);
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(Integer.parseInt(arguments[1]));
        environment.executeAsync(sweep.job(environment));
    }
}
