package dev.fieldmark.jobs.flink;

import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.backbone.BackboneException;
import dev.fieldmark.jobs.data.DatasetKind;
import dev.fieldmark.jobs.data.DatasetSummary;
import dev.fieldmark.jobs.data.PreparedDataset;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.flink.features.BackboneFeatures;
import dev.fieldmark.jobs.photos.PhotoDataset;
import dev.fieldmark.jobs.scenes.DetectorDataset;
import dev.fieldmark.jobs.spec.DatasetFacts;
import dev.fieldmark.jobs.spec.SpecException;
import dev.fieldmark.jobs.spec.SweepSpec;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Rows;
import dev.fieldmark.jobs.train.Subject;
import dev.fieldmark.store.ModelName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a spec must know of a dataset, measured, and what of it was asked for. */
final class MeasuredDataset implements DatasetFacts {
    private final Path data;
    private final SweepSpec spec;
    private final SortedMap<String, Integer> counted = new TreeMap<>();
    private @Nullable PhotoDataset opened;

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
            case DETECTOR -> DetectorDataset.open(data).manifest();
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
            return switch (spec.kind()) {
                case KEYPOINTS -> {
                    PreparedDataset dataset = PreparedDataset.open(data);
                    yield rows.of(dataset.faces(Side.TRAIN, fraction(dataset.manifest())), points)
                            .size();
                }
                case SPECIES -> {
                    PhotoDataset dataset = photoDataset();
                    yield dataset.photos(Side.TRAIN, fraction(dataset.manifest()))
                            .size();
                }
                case DETECTOR -> {
                    DetectorDataset dataset = DetectorDataset.open(data);
                    yield dataset.parts(Side.TRAIN, fraction(dataset.manifest()))
                            .faces()
                            .size();
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private double fraction(DatasetSummary dataset) {
        return spec.validationFraction().orElse(dataset.validationFraction());
    }

    /** Opened once: every byte of it is checked. */
    private PhotoDataset photoDataset() throws IOException {
        PhotoDataset known = opened;
        if (known == null) {
            known = PhotoDataset.open(data);
            opened = known;
        }
        return known;
    }

    @Override
    public Subject.Photos photos() {
        try {
            var manifest = photoDataset().manifest();
            return new Subject.Photos(manifest.sidePixels(), manifest.species().size());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Subject.Features features(Backbone backbone) throws BackboneException {
        try {
            return new Subject.Features(photos(), backbone, new BackboneFeatures(photoDataset(), backbone).length());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A group is a model: the API serves butterflies by {@code species-butterflies}.
     *
     * @throws SpecException where the spec would publish a net for another group's name
     */
    void requireModelOfItsGroup(SweepSpec read, String specFile) throws IOException {
        if (spec.kind() != DatasetKind.SPECIES || read.publish().isEmpty()) {
            return;
        }
        String group = photoDataset().manifest().group();
        ModelName own = ModelName.ofGroup(group);
        ModelName model = read.publish().get().model();
        if (!model.equals(own)) {
            throw new SpecException(List.of(specFile + ": publish.model was " + model + " but must be " + own
                    + ", for the photos are of " + group));
        }
    }

    /** By specialist, of searches that asked. */
    SortedMap<String, Integer> counted() {
        return counted;
    }
}
