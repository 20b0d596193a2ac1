package dev.fieldmark.jobs.flink.sweep;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.filesystem.rollingpolicies.OnCheckpointRollingPolicy;

/** Source, publication and metrics history: one chain, no shuffle, so that a lost slot restarts alone. */
public final class SweepTopology {
    private SweepTopology() {}

    /** Adds the sweep to the environment. */
    public static void build(StreamExecutionEnvironment environment, SweepSetup setup) {
        String study = setup.parts().spec().study();
        DataStream<SweepRecord> records = environment
                .fromSource(
                        new SweepSource(setup),
                        WatermarkStrategy.noWatermarks(),
                        "sweep " + study,
                        TypeInformation.of(SweepRecord.class))
                .uid("sweep");
        records.sinkTo(new PublicationSink(setup)).name("model store").uid("model-store");
        records.filter(SweepRecord::isEpoch)
                .name("epochs")
                .uid("epochs")
                .sinkTo(FileSink.forRowFormat(
                                new Path(setup.studyFolder().metrics().uri()), new MetricsEncoder())
                        .withRollingPolicy(OnCheckpointRollingPolicy.build())
                        .build())
                .name("metrics history")
                .uid("metrics-history");
    }
}
