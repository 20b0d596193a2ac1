package dev.fieldmark.jobs.flink.sweep;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

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
                .sinkTo(new MetricsSink(setup))
                .name("metrics history")
                .uid("metrics");
    }
}
