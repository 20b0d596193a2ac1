package dev.fieldmark.jobs.flink.prepare;

import dev.fieldmark.jobs.data.ParsedRow;
import dev.fieldmark.jobs.data.Shard;
import dev.fieldmark.jobs.data.ShardBlock;
import dev.fieldmark.jobs.data.ShardSummary;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.flink.api.common.accumulators.ListAccumulator;
import org.apache.flink.api.common.functions.RichMapPartitionFunction;
import org.apache.flink.util.Collector;

/**
 * Writes a block's shard as soon as all its rows are here, the last block's at the end of the input. What it wrote goes
 * to the accumulator {@value #SUMMARIES}; the numbers of the blocks are its output.
 */
final class WriteShards extends RichMapPartitionFunction<ParsedRow, Integer> {
    static final String SUMMARIES = "shards";

    private static final long serialVersionUID = 1;

    private final String folder;

    WriteShards(Path folder) {
        this.folder = folder.toString();
    }

    @Override
    public void mapPartition(Iterable<ParsedRow> rows, Collector<Integer> written) throws IOException {
        ListAccumulator<ShardSummary> summaries = new ListAccumulator<>();
        getRuntimeContext().addAccumulator(SUMMARIES, summaries);
        Map<Integer, ShardBlock> blocks = new TreeMap<>();
        for (ParsedRow row : rows) {
            int number = Shard.block(row.row());
            ShardBlock block = blocks.computeIfAbsent(number, ShardBlock::new);
            row.addTo(block);
            if (block.isFull()) {
                blocks.remove(number);
                summaries.add(block.write(Path.of(folder)));
                written.collect(number);
            }
        }
        for (Map.Entry<Integer, ShardBlock> open : blocks.entrySet()) {
            summaries.add(open.getValue().write(Path.of(folder)));
            written.collect(open.getKey());
        }
    }
}
