package dev.fieldmark.jobs.data;

import dev.fieldmark.domain.Keypoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a dataset is made from and how.
 *
 * @param source name of the CSV, for the manifest and for errors
 * @param labelled whether the rows have targets (a test set has none)
 * @param groups which rows show the same person, where that is known
 * @param validationFraction the default split, > 0 and < 1
 * @param skipBadRows whether bad rows go to a rejects file; else the first one is an error
 */
public record Preparation(
        String source, boolean labelled, Optional<Groups> groups, double validationFraction, boolean skipBadRows) {
    public Preparation {
        if (!(validationFraction > 0 && validationFraction < 1)) {
            throw new IllegalArgumentException(
                    "validationFraction was " + validationFraction + " but must be > 0 and < 1");
        }
    }

    /** Labelled faces without groups, split at 0.2. */
    public static Preparation of(String source) {
        return new Preparation(source, true, Optional.empty(), 0.2, false);
    }

    /** Throws the first bad row, unless it may be skipped. */
    void check(List<BadRow> badRows) throws BadDataException {
        for (BadRow bad : badRows) {
            if (bad.fatal() || !skipBadRows) {
                throw new BadDataException(source + ":" + bad.line() + ": " + bad.reason());
            }
        }
    }

    SplitKeys split(List<ShardSummary> shards, int badRows) throws BadDataException {
        int[] rows = shards.stream().flatMapToInt(ShardSummary::rowNumbers).toArray();
        long[] pictures = shards.stream().flatMapToLong(ShardSummary::hashes).toArray();
        if (rows.length == 0) {
            throw new BadDataException(source + ": had no good row but must have at least 1"
                    + (badRows == 0 ? "" : " (bad rows: " + badRows + ")"));
        }
        return groups.isPresent()
                ? SplitKeys.of(pictures, groups.get().of(rows, rows.length + badRows))
                : SplitKeys.of(pictures);
    }

    DatasetManifest manifest(List<ShardSummary> summaries, int badRows, SplitKeys split) {
        List<Shard> shards = summaries.stream()
                .filter(summary -> summary.rows().length > 0)
                .map(ShardSummary::shard)
                .toList();
        int rows = shards.stream().mapToInt(Shard::rows).sum();
        long pictures = summaries.stream()
                .flatMapToLong(ShardSummary::hashes)
                .distinct()
                .count();
        return new DatasetManifest(
                DatasetManifest.FORMAT_VERSION,
                source,
                rows,
                badRows,
                summaries.stream().mapToInt(ShardSummary::completeRows).sum(),
                rows - (int) pictures,
                labelled ? labels(summaries) : new TreeMap<>(),
                shards,
                Shard.contentHash(shards),
                validationFraction,
                split.count(Side.TRAIN, validationFraction),
                split.count(Side.VALIDATION, validationFraction),
                split.hash(),
                groups.isPresent());
    }

    private static SortedMap<String, Integer> labels(List<ShardSummary> summaries) {
        SortedMap<String, Integer> labels = new TreeMap<>();
        List<String> columns = new ArrayList<>(Keypoint.columns());
        for (int i = 0; i < columns.size(); i++) {
            int column = i;
            labels.put(
                    columns.get(i),
                    summaries.stream()
                            .mapToInt(summary -> summary.labels()[column])
                            .sum());
        }
        return labels;
    }
}
