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
    private static final Map<SideKey, SoftReference<LoadedSide>> LOADED = new HashMap<>();

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
        SplitKeys split =
                SplitKeys.read(folder, manifest.photos() + manifest.negatives().photos(), manifest.splitHash());
        return new PhotoDataset(folder.toRealPath(), manifest, split);
    }

    public PhotoManifest manifest() {
        return manifest;
    }

    public Path folder() {
        return folder;
    }

    /** The samples of each photo of one shard, as those of a {@link PhotoSet}, in the order of all photos. */
    public List<byte[]> pixels(int shard) throws IOException {
        return manifest.shards().get(shard).read(folder, manifest.sidePixels()).stream()
                .map(photo -> photo.pixels().rgb())
                .toList();
    }

    /** Those on one side, as places among all photos: the group's come first, then those of nothing in it. */
    public IntStream places(Side side, double validationFraction) {
        return IntStream.range(0, manifest.photos() + manifest.negatives().photos())
                .filter(photo -> split.side(photo, validationFraction) == side);
    }

    /**
     * The group's photos on one side of the split at this fraction, in the order of species and names; read once in a JVM
     * and shared, so nobody writes into them.
     *
     * @param validationFraction share of each species that validates, 0 < f < 1
     */
    public PhotoSet photos(Side side, double validationFraction) throws IOException {
        return loaded(side, validationFraction).photos();
    }

    /** Those of nothing in the group on that side, likewise in the order of names, read once and shared. */
    public Negatives negatives(Side side, double validationFraction) throws IOException {
        return loaded(side, validationFraction).negatives();
    }

    private LoadedSide loaded(Side side, double validationFraction) throws IOException {
        if (!(validationFraction > 0 && validationFraction < 1)) {
            throw new IllegalArgumentException(
                    "validationFraction was " + validationFraction + " but must be > 0 and < 1");
        }
        SideKey key = new SideKey(folder, manifest.contentHash(), manifest.splitHash(), side, validationFraction);
        synchronized (LOADED) {
            SoftReference<LoadedSide> known = LOADED.get(key);
            LoadedSide loaded = known == null ? null : known.get();
            if (loaded == null) {
                loaded = load(side, validationFraction);
                LOADED.put(key, new SoftReference<>(loaded));
            }
            return loaded;
        }
    }

    /**
     * Two halves of one side: 0 or 1 for each of the group's {@link #photos} there, the same for near-duplicates.
     *
     * @param validationFraction as for {@link #photos}
     */
    public int[] halves(Side side, double validationFraction) {
        return IntStream.range(0, manifest.photos())
                .filter(photo -> split.side(photo, validationFraction) == side)
                .map(split::half)
                .toArray();
    }

    private LoadedSide load(Side side, double validationFraction) throws IOException {
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
        return new LoadedSide(PhotoSet.of(manifest.sidePixels(), photos), Negatives.of(manifest.sidePixels(), photos));
    }

    private record LoadedSide(PhotoSet photos, Negatives negatives) {}

    private record SideKey(Path folder, String contentHash, String splitHash, Side side, double validationFraction) {}
}
