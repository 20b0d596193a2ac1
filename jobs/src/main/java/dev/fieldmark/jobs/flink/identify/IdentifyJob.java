package dev.fieldmark.jobs.flink.identify;

import dev.fieldmark.jobs.identify.Reply;
import dev.fieldmark.jobs.identify.TakenPhoto;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Optional;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.DateTimeBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The stream as a job, from its start or from its newest checkpoint. */
public final class IdentifyJob {
    private static final int RESTARTS = 10;
    private static final Duration QUIET = Duration.ofMinutes(10);

    private IdentifyJob() {}

    /** Made anew for each run, for each goes on from where the last one was. */
    public static StreamGraph graph(PhotoStream stream, int parallelism) throws IOException {
        StreamExecutionEnvironment environment = StreamExecutionEnvironment.getExecutionEnvironment();
        environment.setParallelism(parallelism);
        environment.configure(configuration(stream));
        DataStream<Reply> replies = environment
                .fromSource(
                        new PhotoSource(stream),
                        WatermarkStrategy.noWatermarks(),
                        "photos",
                        TypeInformation.of(TakenPhoto.class))
                .uid("photos")
                .map(new IdentifyPhotos(stream))
                .name("identify")
                .uid("identify");
        replies.sinkTo(files(stream)).name("replies").uid("replies");
        replies.sinkTo(new ProcessedSink(stream))
                .setParallelism(1)
                .name("processed")
                .uid("processed");
        stream.webhookAddress()
                .ifPresent(address -> replies.sinkTo(new WebhookSink(address, stream.replies()))
                        .setParallelism(1)
                        .name("webhook")
                        .uid("webhook"));
        StreamGraph job = environment.getStreamGraph();
        job.setJobName("identify " + stream.model());
        return job;
    }

    /** A folder a day. */
    private static FileSink<Reply> files(PhotoStream stream) {
        return FileSink.forRowFormat(new org.apache.flink.core.fs.Path(stream.replies()), new ReplyLines())
                .withBucketAssigner(new DateTimeBucketAssigner<>("yyyy-MM-dd", ZoneOffset.UTC))
                .withRollingPolicy(OnCheckpointRollingPolicy.build())
                .withOutputFileConfig(
                        OutputFileConfig.builder().withPartSuffix(".jsonl").build())
                .build();
    }

    private static Configuration configuration(PhotoStream stream) throws IOException {
        Configuration configuration = new Configuration();
        configuration.set(PipelineOptions.GENERIC_TYPES, false);
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        configuration.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, stream.checkpointInterval());
        configuration.set(CheckpointingOptions.CHECKPOINT_STORAGE, "filesystem");
        configuration.set(
                CheckpointingOptions.CHECKPOINTS_DIRECTORY,
                stream.stateFolder().checkpoints().toUri().toString());
        configuration.set(
                CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
                ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, RESTARTS);
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD, QUIET);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF, Duration.ofSeconds(1));
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF, Duration.ofSeconds(5));
        Optional<Path> checkpoint = stream.stateFolder().newestCheckpoint();
        checkpoint.ifPresent(newest -> {
            configuration.set(
                    StateRecoveryOptions.SAVEPOINT_PATH, newest.toUri().toString());
            configuration.set(StateRecoveryOptions.RESTORE_MODE, RecoveryClaimMode.CLAIM);
        });
        return configuration;
    }
}
