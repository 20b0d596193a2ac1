package dev.fieldmark.jobs.flink.photos;

import dev.fieldmark.jobs.flink.batch.LocalBatch;
import dev.fieldmark.jobs.photos.BlockSummary;
import dev.fieldmark.jobs.photos.PhotoBlocks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;

/** A batch job within this JVM: blocks are dealt out, and each is read, decoded and written in one task. */
public final class PhotosJob {
    private PhotosJob() {}

    /**
     * Writes the shards of a folder of photos.
     *
     * @param blocks of which there is at least one
     * @param folder that exists; shards are added
     * @param parallelism of the tasks, >= 1
     * @return what was written, in any order
     */
    public static List<BlockSummary> run(PhotoBlocks blocks, Path folder, int parallelism) throws IOException {
        StreamExecutionEnvironment environment = LocalBatch.environment(parallelism);
        environment
                .fromSequence(0, blocks.count() - 1)
                .setParallelism(1)
                .uid("blocks")
                .rebalance()
                .map(new WritePhotos(blocks, folder))
                .name("shards")
                .uid("shards")
                .sinkTo(new DiscardingSink<>())
                .name("end")
                .uid("end");
        try {
            return environment.execute("prepare photos").getAccumulatorResult(WritePhotos.SUMMARIES);
        } catch (Exception e) {
            throw new IOException(blocks.photos().folder() + ": can't be prepared: " + LocalBatch.rootCause(e), e);
        }
    }
}
