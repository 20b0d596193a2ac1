package dev.fieldmark.jobs.flink;

import dev.fieldmark.jobs.data.DatasetKind;
import dev.fieldmark.jobs.data.DatasetSummary;
import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.photos.PhotoDataset;
import dev.fieldmark.jobs.spec.DatasetFacts;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Rows;
import dev.fieldmark.jobs.train.Subject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a spec must know of a dataset, measured, and what of it was asked for. */
final class MeasuredDataset implements DatasetFacts {
    private final Path data;
    private final SweepSpec spec;
    private final SortedMap<String, Integer> counted = new TreeMap<>();

    /** @param spec read before the dataset was known */
    MeasuredDataset(Path data, SweepSpec spec) {
        this.data = data;
        this.spec = spec;
    }

    /**
     * Opens a dataset.
     *
     * @throws dev.fieldmark.jobs.data.BadDataException where it is of another kind, or damaged
     */
    static DatasetSummary summary(Path data, DatasetKind kind) throws IOException {
        return switch (kind) {
            case KEYPOINTS -> PreparedDataset.open(data).manifest();
            case SPECIES -> PhotoDataset.open(data).manifest();
        };
    }

    @Override
    public int pictures(String specialist, Rows rows, KeypointGroup points) {
        int pictures = Math.max(1, count(rows, points)); // where there are none, the trainer says so
        counted.put(specialist, pictures);
        return pictures;
    }

    private int count(Rows rows, KeypointGroup points) {
        try {
            double fraction =
                    spec.validationFraction().orElse(summary(data, spec.kind()).validationFraction());
            return switch (spec.kind()) {
                case KEYPOINTS ->
                    rows.of(PreparedDataset.open(data).faces(Side.TRAIN, fraction), points)
                            .size();
                case SPECIES ->
                    PhotoDataset.open(data).photos(Side.TRAIN, fraction).size();
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Subject.Photos photos() {
        try {
            var manifest = PhotoDataset.open(data).manifest();
            return new Subject.Photos(manifest.sidePixels(), manifest.species().size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** By specialist, of searches that asked. */
    SortedMap<String, Integer> counted() {
        return counted;
    }
}
