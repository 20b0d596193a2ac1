package dev.fieldmark.jobs.flink.features;

import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.backbone.FeatureShard;
import dev.fieldmark.jobs.flink.batch.LocalBatch;
import dev.fieldmark.jobs.photos.PhotoDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A batch job within this JVM: shards are dealt out, and each is read, shown and written in one task. */
final class FeaturesJob {
    private FeaturesJob() {}

    /**
     * Writes the features of each shard. Their bytes are the same at any parallelism.
     *
     * @param folder that has the backbone; a file for each shard is added
     * @param parallelism of the tasks, >= 1
     * @return what was written, in any order
     */
    static List<FeatureShard> run(PhotoDataset dataset, Backbone backbone, Path folder, int parallelism)
            throws IOException {
        StreamExecutionEnvironment environment = LocalBatch.environment(parallelism);
        environment
                .fromSequence(0, dataset.manifest().shards().size() - 1)
                .setParallelism(1)
                .uid("shards")
                .rebalance()
                .map(new ShowPhotos(dataset.folder(), backbone, folder))
                .name("features")
                .uid("features")
                .sinkTo(new DiscardingSink<>())
                .name("end")
                .uid("end");
        try {
            return environment.execute("features by " + backbone.name()).getAccumulatorResult(ShowPhotos.SHARDS);
        } catch (Exception e) {
            throw new IOException(dataset.folder() + ": features can't be computed: " + LocalBatch.rootCause(e), e);
        }
    }
}
