package dev.fieldmark.jobs.flink.photos;

import dev.fieldmark.jobs.photos.BlockSummary;
import dev.fieldmark.jobs.photos.PhotoBlocks;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;

/** Numbers of blocks to shards. What it wrote goes to the accumulator {@value #SUMMARIES}. */
final class WritePhotos extends RichMapFunction<Long, Long> {
    static final String SUMMARIES = "shards";

    private static final long serialVersionUID = 1;

    private final PhotoBlocks blocks;
    private final String folder;
    private final ListAccumulator<BlockSummary> summaries = new ListAccumulator<>();

    WritePhotos(PhotoBlocks blocks, Path folder) {
        this.blocks = blocks;
        this.folder = folder.toString();
    }

    @Override
    public void open(OpenContext context) {
        getRuntimeContext().addAccumulator(SUMMARIES, summaries);
    }

    @Override
    public Long map(Long block) throws IOException {
        summaries.add(blocks.write(Math.toIntExact(block), Path.of(folder)));
        return block;
    }
}
