package dev.fieldmark.jobs.data;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * @param duplicateRows rows whose picture an earlier row has too
 * @param labels labelled rows by column; empty for a test set
 * @param shards in row order
 * @param contentHash {@link Shard#contentHash}: of the rows' numbers, targets and greys, the same at any parallelism
 * @param validationFraction the default split
 * @param trainRows rows on the training side of that split
 * @param validationRows rows on its validation side
 * @param splitHash sha256 over every row's split key, in row order
 * @param groups whether a groups file kept a person's rows on one side
 */
public record DatasetManifest(
        int formatVersion,
        String source,
        int rows,
        int rejectedRows,
        int completeRows,
        int duplicateRows,
        SortedMap<String, Integer> labels,
        List<Shard> shards,
        String contentHash,
        double validationFraction,
        int trainRows,
        int validationRows,
        String splitHash,
        boolean groups)
        implements DatasetSummary {
    public static final int FORMAT_VERSION = 1;
    public static final String FILE = "dataset.json";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    public DatasetManifest {
        if (formatVersion != FORMAT_VERSION) {
            throw new IllegalArgumentException("formatVersion was " + formatVersion + " but must be " + FORMAT_VERSION);
        }
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
        shards = List.copyOf(shards);
        int shardRows = shards.stream().mapToInt(Shard::rows).sum();
        if (rows != shardRows || rows != trainRows + validationRows) {
            throw new IllegalArgumentException("rows was " + rows + " but must be the shards' " + shardRows
                    + " and the sides' " + (trainRows + validationRows));
        }
        if (!contentHash.equals(Shard.contentHash(shards))) {
            throw new IllegalArgumentException(
                    "contentHash was " + contentHash + " but must be the shards' " + Shard.contentHash(shards));
        }
    }

    /** Reads the manifest of a dataset; the error names the file. */
    static DatasetManifest read(Path folder) throws IOException {
        DatasetKind.KEYPOINTS.require(folder);
        Path file = folder.resolve(FILE);
        try {
            return JSON.readValue(Files.readAllBytes(file), DatasetManifest.class);
        } catch (JacksonException e) {
            String reason = e.getCause() instanceof IllegalArgumentException rule
                    ? String.valueOf(rule.getMessage())
                    : e.getOriginalMessage();
            throw new BadDataException(file + ": " + reason);
        }
    }

    void write(Path folder) throws IOException {
        SyncedFiles.write(folder.resolve(FILE), (json() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String words() {
        return source + ", " + rows + " rows, " + completeRows + " complete";
    }

    @Override
    public int trainPictures() {
        return trainRows;
    }

    @Override
    public int validationPictures() {
        return validationRows;
    }

    /** As in the file. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }
}
