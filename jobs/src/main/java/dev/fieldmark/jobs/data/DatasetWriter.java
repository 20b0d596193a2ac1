package dev.fieldmark.jobs.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes a prepared dataset of faces, which is there whole or not at all. */
public final class DatasetWriter implements AutoCloseable {
    private final WholeFolder dataset;

    private DatasetWriter(WholeFolder dataset) {
        this.dataset = dataset;
    }

    /**
     * Starts a dataset.
     *
     * @param output is made, or replaced where it is an earlier dataset or empty
     * @throws BadDataException where the output holds anything else
     */
    public static DatasetWriter create(Path output) throws IOException {
        return new DatasetWriter(DatasetFolder.create(output));
    }

    /** Writes a whole dataset from faces in memory, in the order of their rows. */
    public static DatasetManifest write(Path output, Preparation preparation, List<FaceRow> faces) throws IOException {
        try (DatasetWriter writer = create(output)) {
            Map<Integer, List<FaceRow>> blocks = faces.stream()
                    .collect(Collectors.groupingBy(face -> Shard.block(face.row()), TreeMap::new, Collectors.toList()));
            List<ShardSummary> summaries = new ArrayList<>();
            for (Map.Entry<Integer, List<FaceRow>> entry : blocks.entrySet()) {
                ShardBlock block = new ShardBlock(entry.getKey());
                entry.getValue().forEach(block::add);
                summaries.add(block.write(writer.folder()));
            }
            return writer.finish(preparation, summaries);
        }
    }

    /** Where the shards are written until the dataset is whole. */
    public Path folder() {
        return dataset.aside();
    }

    /**
     * Writes split keys, rejects and manifest, and moves the dataset into place.
     *
     * @param summaries of all shards, in any order
     * @throws BadDataException the first bad row by line, where bad rows are not skipped; groups that do not fit
     */
    public DatasetManifest finish(Preparation preparation, List<ShardSummary> summaries) throws IOException {
        List<ShardSummary> shards = new ArrayList<>(summaries);
        shards.sort(Comparator.comparingInt(ShardSummary::block));
        List<BadRow> badRows =
                shards.stream().flatMap(shard -> shard.badRows().stream()).toList();
        preparation.check(badRows);
        SplitKeys split = preparation.split(shards, badRows.size());
        DatasetManifest manifest = preparation.manifest(shards, badRows.size(), split);
        split.write(folder());
        if (!badRows.isEmpty()) {
            RejectsFile.write(folder(), badRows);
        }
        manifest.write(folder());
        dataset.finish();
        return manifest;
    }

    /** Removes what was written aside, where the dataset was not finished. */
    @Override
    public void close() throws IOException {
        dataset.close();
    }
}
