package dev.fieldmark.jobs.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * What the manifest and the split need to know about a shard that was written.
 *
 * @param block number of the block, from 0
 * @param rows row numbers in the CSV, ascending
 * @param pictureHashes first 64 bits of the sha256 of each row's greys
 * @param labels labelled rows by column
 * @param completeRows rows with all targets
 * @param sha256 of the shard's file; empty where the block has no good row and so no file
 * @param badRows in the order of the lines
 */
public record ShardSummary(
        int block,
        int[] rows,
        long[] pictureHashes,
        int[] labels,
        int completeRows,
        String sha256,
        List<BadRow> badRows)
        implements Serializable {
    Shard shard() {
        return new Shard(Shard.name(block), rows.length, sha256);
    }

    IntStream rowNumbers() {
        return Arrays.stream(rows);
    }

    LongStream hashes() {
        return Arrays.stream(pictureHashes);
    }
}
