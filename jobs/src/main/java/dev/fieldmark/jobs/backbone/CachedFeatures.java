package dev.fieldmark.jobs.backbone;

import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.DatasetFolder;
import dev.fieldmark.jobs.data.Sha256;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.data.SyncedFiles;
import dev.fieldmark.jobs.data.WholeFolder;
import dev.fieldmark.jobs.photos.PhotoDataset;
import dev.fieldmark.jobs.photos.PhotoManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a backbone said of all photos of a dataset. */
public final class CachedFeatures {
    private static final String MODEL = "backbone.onnx";

    private final Path folder;
    private final PhotoDataset dataset;
    private final FeatureManifest manifest;
    private @Nullable FeatureSet all;

    private CachedFeatures(Path folder, PhotoDataset dataset, FeatureManifest manifest) {
        this.folder = folder;
        this.dataset = dataset;
        this.manifest = manifest;
    }

    /** Where they are, or will be. */
    public static Path folder(Path data, PhotoManifest photos, Backbone backbone) {
        return data.resolve(DatasetFolder.FEATURES).resolve(backbone.key(photos.contentHash()));
    }

    /** Whether they were computed; empty where not. */
    public static Optional<CachedFeatures> find(PhotoDataset dataset, Backbone backbone) throws IOException {
        Path folder = folder(dataset.folder(), dataset.manifest(), backbone);
        return Files.exists(folder.resolve(FeatureManifest.FILE))
                ? Optional.of(new CachedFeatures(folder, dataset, FeatureManifest.read(folder)))
                : Optional.empty();
    }

    /**
     * The same where they must be.
     *
     * @throws BadDataException where they are not
     */
    public static CachedFeatures open(PhotoDataset dataset, Backbone backbone) throws IOException {
        return find(dataset, backbone)
                .orElseThrow(() -> new BadDataException(folder(dataset.folder(), dataset.manifest(), backbone)
                        + ": is missing: run the sweep again, and the features are computed"));
    }

    /** Writes the backbone itself, in ONNX, into a folder that is being made. */
    public static void writeModel(WholeFolder folder, byte[] model) throws IOException {
        SyncedFiles.write(folder.aside().resolve(MODEL), model);
    }

    /** Of a folder that is being made. */
    public static byte[] readModel(Path folder) throws IOException {
        return Files.readAllBytes(folder.resolve(MODEL));
    }

    /**
     * Writes what is still missing into a folder that has the backbone and a file of each shard, and moves it into place.
     *
     * @param model the backbone as it was written there
     */
    public static void finish(WholeFolder folder, byte[] model, int length, List<FeatureShard> shards)
            throws IOException {
        List<FeatureShard> inOrder = shards.stream()
                .sorted(Comparator.comparingInt(FeatureShard::shard))
                .toList();
        new FeatureManifest(FeatureManifest.FORMAT_VERSION, Sha256.hex(model), length, inOrder).write(folder.aside());
        folder.finish();
    }

    public Path folder() {
        return folder;
    }

    /** Numbers of each photo. */
    public int length() {
        return manifest.length();
    }

    /** The backbone's own bytes; the error names the file where they are others. */
    public byte[] model() throws IOException {
        byte[] model = readModel(folder);
        String found = Sha256.hex(model);
        if (!found.equals(manifest.backbone())) {
            throw new BadDataException(
                    folder.resolve(MODEL) + ": sha256 was " + found + " but must be " + manifest.backbone());
        }
        return model;
    }

    /** Of the group's photos on one side, in the order of {@link PhotoDataset#photos}. */
    public FeatureSet photos(Side side, double validationFraction) throws IOException {
        int ofGroup = dataset.manifest().photos();
        return all().at(dataset.places(side, validationFraction).filter(place -> place < ofGroup));
    }

    /** Of those of nothing in the group, in the order of {@link PhotoDataset#negatives}. */
    public FeatureSet negatives(Side side, double validationFraction) throws IOException {
        int ofGroup = dataset.manifest().photos();
        return all().at(dataset.places(side, validationFraction).filter(place -> place >= ofGroup));
    }

    /** Read once. */
    private FeatureSet all() throws IOException {
        FeatureSet known = all;
        if (known == null) {
            known = read();
            all = known;
        }
        return known;
    }

    private FeatureSet read() throws IOException {
        int photos = manifest.shards().stream().mapToInt(FeatureShard::photos).sum();
        FeatureSet read = new FeatureSet(length(), empty(photos), empty(photos));
        int from = 0;
        for (FeatureShard shard : manifest.shards()) {
            shard.read(folder, read, from);
            from += shard.photos();
        }
        return read;
    }

    private float[][] empty(int photos) {
        return IntStream.range(0, photos).mapToObj(i -> new float[length()]).toArray(float[][]::new);
    }
}
