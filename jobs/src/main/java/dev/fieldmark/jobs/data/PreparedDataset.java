package dev.fieldmark.jobs.data;

import java.io.IOException;
import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** A folder that {@code prepare} wrote: {@code dataset.json}, its shards and the rows' split keys. */
public final class PreparedDataset {
    private static final Map<Loaded, SoftReference<FaceSet>> LOADED = new HashMap<>();

    private final Path folder;
    private final DatasetManifest manifest;
    private final SplitKeys split;

    private PreparedDataset(Path folder, DatasetManifest manifest, SplitKeys split) {
        this.folder = folder;
        this.manifest = manifest;
        this.split = split;
    }

    /**
     * Opens a prepared dataset and checks every byte of it.
     *
     * @throws BadDataException names the file, what it was and what it must be
     */
    public static PreparedDataset open(Path folder) throws IOException {
        DatasetManifest manifest = DatasetManifest.read(folder);
        for (Shard shard : manifest.shards()) {
            shard.check(folder);
        }
        return new PreparedDataset(
                folder.toRealPath(), manifest, SplitKeys.read(folder, manifest.rows(), manifest.splitHash()));
    }

    public DatasetManifest manifest() {
        return manifest;
    }

    /**
     * One side of the split at this fraction, in row order; read once in a JVM and shared, so nobody writes into it.
     *
     * @param validationFraction share of the split keys that validates, 0 < f < 1
     */
    public FaceSet faces(Side side, double validationFraction) throws IOException {
        if (!(validationFraction > 0 && validationFraction < 1)) {
            throw new IllegalArgumentException(
                    "validationFraction was " + validationFraction + " but must be > 0 and < 1");
        }
        Loaded key = new Loaded(folder, manifest.contentHash(), manifest.splitHash(), side, validationFraction);
        synchronized (LOADED) {
            SoftReference<FaceSet> known = LOADED.get(key);
            FaceSet faces = known == null ? null : known.get();
            if (faces == null) {
                faces = load(side, validationFraction);
                LOADED.put(key, new SoftReference<>(faces));
            }
            return faces;
        }
    }

    /**
     * Two halves of the people of one side: 0 or 1 for each of its {@link #faces}, the same for all faces that share a
     * split key.
     */
    public int[] halves(Side side, double validationFraction) {
        return IntStream.range(0, manifest.rows())
                .filter(row -> split.side(row, validationFraction) == side)
                .map(split::half)
                .toArray();
    }

    private FaceSet load(Side side, double validationFraction) throws IOException {
        int size = split.count(side, validationFraction);
        int[] rows = new int[size];
        byte[] greys = new byte[Math.multiplyExact(size, FaceSet.PIXELS)];
        float[] targets = new float[size * FaceSet.TARGETS];
        int next = 0;
        int position = 0;
        for (Shard shard : manifest.shards()) {
            FaceSet block = shard.read(folder);
            for (int i = 0; i < block.size(); i++, position++) {
                if (split.side(position, validationFraction) == side) {
                    rows[next] = block.rows()[i];
                    System.arraycopy(block.greys(), i * FaceSet.PIXELS, greys, next * FaceSet.PIXELS, FaceSet.PIXELS);
                    System.arraycopy(
                            block.targets(), i * FaceSet.TARGETS, targets, next * FaceSet.TARGETS, FaceSet.TARGETS);
                    next++;
                }
            }
        }
        return new FaceSet(rows, greys, targets);
    }

    private record Loaded(Path folder, String contentHash, String splitHash, Side side, double validationFraction) {}
}
