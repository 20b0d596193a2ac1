package dev.fieldmark.jobs.flink;

import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.spec.FaceCount;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Rows;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts the faces of a dataset on which nets would train, and remembers how many they were. */
final class CountedFaces implements FaceCount {
    private final Path data;
    private final SweepSpec spec;
    private final SortedMap<String, Integer> counted = new TreeMap<>();

    /** @param spec read before the dataset was known */
    CountedFaces(Path data, SweepSpec spec) {
        this.data = data;
        this.spec = spec;
    }

    @Override
    public int of(String specialist, Rows rows, KeypointGroup points) {
        int faces = Math.max(1, count(rows, points)); // where there are none, the trainer says so
        counted.put(specialist, faces);
        return faces;
    }

    private int count(Rows rows, KeypointGroup points) {
        try {
            var dataset = PreparedDataset.open(data);
            double fraction =
                    spec.validationFraction().orElse(dataset.manifest().validationFraction());
            return rows.of(dataset.faces(Side.TRAIN, fraction), points).size();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By specialist, of searches that asked. */
    SortedMap<String, Integer> counted() {
        return counted;
    }
}
