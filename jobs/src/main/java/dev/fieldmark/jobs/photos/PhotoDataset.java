package dev.fieldmark.jobs.photos;

import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.data.SplitKeys;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A folder that {@code prepare --kind species} wrote. */
public final class PhotoDataset {
    private static final Map<Loaded, SoftReference<PhotoSet>> LOADED = new HashMap<>();

    private final Path folder;
    private final PhotoManifest manifest;
    private final SplitKeys split;

    private PhotoDataset(Path folder, PhotoManifest manifest, SplitKeys split) {
        this.folder = folder;
        this.manifest = manifest;
        this.split = split;
    }

    /**
     * Opens a prepared dataset and checks every byte of it.
     *
     * @throws dev.fieldmark.jobs.data.BadDataException names the file, what it was and what it must be
     */
    public static PhotoDataset open(Path folder) throws IOException {
        PhotoManifest manifest = PhotoManifest.read(folder);
        for (PhotoShard shard : manifest.shards()) {
            shard.check(folder, manifest.sidePixels());
        }
        SplitKeys split = SplitKeys.read(folder, manifest.photos(), manifest.splitHash());
        return new PhotoDataset(folder.toRealPath(), manifest, split);
    }

    public PhotoManifest manifest() {
        return manifest;
    }

    /**
     * One side of the split at this fraction, in the order of species and names; read once in a JVM and shared, so nobody
     * writes into it.
     *
     * @param validationFraction share of each species that validates, 0 < f < 1
     */
    public PhotoSet photos(Side side, double validationFraction) throws IOException {
        if (!(validationFraction > 0 && validationFraction < 1)) {
            throw new IllegalArgumentException(
                    "validationFraction was " + validationFraction + " but must be > 0 and < 1");
        }
        Loaded key = new Loaded(folder, manifest.contentHash(), manifest.splitHash(), side, validationFraction);
        synchronized (LOADED) {
            SoftReference<PhotoSet> known = LOADED.get(key);
            PhotoSet photos = known == null ? null : known.get();
            if (photos == null) {
                photos = load(side, validationFraction);
                LOADED.put(key, new SoftReference<>(photos));
            }
            return photos;
        }
    }

    /**
     * Two halves of one side: 0 or 1 for each of its {@link #photos}, the same for near-duplicates.
     *
     * @param validationFraction as for {@link #photos}
     */
    public int[] halves(Side side, double validationFraction) {
        return IntStream.range(0, manifest.photos())
                .filter(photo -> split.side(photo, validationFraction) == side)
                .map(split::half)
                .toArray();
    }

    private PhotoSet load(Side side, double validationFraction) throws IOException {
        List<StoredPhoto> photos = new ArrayList<>();
        int position = 0;
        for (PhotoShard shard : manifest.shards()) {
            for (StoredPhoto photo : shard.read(folder, manifest.sidePixels())) {
                if (split.side(position, validationFraction) == side) {
                    photos.add(photo);
                }
                position++;
            }
        }
        return new PhotoSet(
                manifest.sidePixels(),
                photos.stream().map(photo -> photo.pixels().rgb()).toArray(byte[][]::new),
                photos.stream().mapToInt(StoredPhoto::species).toArray(),
                photos.stream().map(StoredPhoto::name).toList());
    }

    private record Loaded(Path folder, String contentHash, String splitHash, Side side, double validationFraction) {}
}
