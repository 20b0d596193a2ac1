package dev.fieldmark.jobs.data;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code dataset.json} of a prepared dataset, written last.
 *
 * @param formatVersion of this file and the shards
 * @param source name of the CSV (not its path)
 * @param rows faces in the shards
 * @param rejectedRows bad rows that {@code --skip-bad-rows} left out
 * @param completeRows rows with all thirty targets
 * @param labels labelled rows by column, in {@link dev.fieldmark.domain.Keypoint#columns()} order by name; empty for a
 *     test set
 * @param shards file names in row order
 * @param contentHash sha256 over the rows' content, the same at any parallelism
 * @param validationFraction the default split
 * @param trainRows rows on the training side of that split
 * @param validationRows rows on its validation side
 * @param splitHash sha256 over every row's split key
 * @param groups whether a groups file kept a person's rows on one side
 */
public record DatasetManifest(
        int formatVersion,
        String source,
        int rows,
        int rejectedRows,
        int completeRows,
        SortedMap<String, Integer> labels,
        List<String> shards,
        String contentHash,
        double validationFraction,
        int trainRows,
        int validationRows,
        String splitHash,
        boolean groups) {
    public static final int FORMAT_VERSION = 1;
    public static final String FILE = "dataset.json";

    public DatasetManifest {
        if (formatVersion != FORMAT_VERSION) {
            throw new IllegalArgumentException(
                    FILE + ": formatVersion was " + formatVersion + " but must be " + FORMAT_VERSION);
        }
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        shards = List.copyOf(shards);
    }
}
