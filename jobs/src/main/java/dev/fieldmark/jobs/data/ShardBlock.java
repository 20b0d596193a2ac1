package dev.fieldmark.jobs.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The rows of one block as they come, in any order, until the shard is written. */
public final class ShardBlock {
    private final int block;
    private final List<FaceRow> faces = new ArrayList<>(Shard.BLOCK_ROWS);
    private final List<BadRow> badRows = new ArrayList<>();

    public ShardBlock(int block) {
        this.block = block;
    }

    public void add(FaceRow face) {
        faces.add(face);
    }

    public void add(BadRow badRow) {
        badRows.add(badRow);
    }

    /** Whether every row of the block is here. */
    public boolean isFull() {
        return faces.size() + badRows.size() == Shard.BLOCK_ROWS;
    }

    /** Writes the shard, none where all rows are bad, into a dataset's folder. */
    public ShardSummary write(Path folder) throws IOException {
        faces.sort(Comparator.comparingInt(FaceRow::row));
        badRows.sort(Comparator.comparingInt(BadRow::line));
        String sha256 = faces.isEmpty() ? "" : Shard.write(folder, block, faces).sha256();
        return new ShardSummary(
                block,
                faces.stream().mapToInt(FaceRow::row).toArray(),
                faces.stream().mapToLong(face -> Sha256.prefix(face.greys())).toArray(),
                IntStream.range(0, FaceSet.TARGETS).map(this::labels).toArray(),
                (int) faces.stream().filter(FaceRow::isComplete).count(),
                sha256,
                List.copyOf(badRows));
    }

    private int labels(int column) {
        return (int) faces.stream()
                .filter(face -> !Float.isNaN(face.targets()[column]))
                .count();
    }
}
