package dev.fieldmark.jobs.flink.identify;

import dev.fieldmark.jobs.flink.Recovery;
import dev.fieldmark.jobs.identify.Reply;
import dev.fieldmark.jobs.identify.TakenPhoto;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneOffset;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.DateTimeBucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;
import org.apache.flink.streaming.api.graph.StreamGraph;

/** The stream as a job, from its start or from its newest checkpoint. */
public final class IdentifyJob {
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
        Configuration configuration =
                Recovery.by(stream.stateFolder().checkpoints().toUri(), stream.checkpointInterval());
        configuration.set(PipelineOptions.OBJECT_REUSE, true);
        stream.stateFolder()
                .newestCheckpoint()
                .map(Path::toUri)
                .map(Recovery::from)
                .ifPresent(configuration::addAll);
        return configuration;
    }
}
