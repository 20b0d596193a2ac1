package dev.fieldmark.jobs.data;

import java.io.IOException;
import java.nio.file.Path;

/** A folder that {@code prepare} wrote: {@code dataset.json} and its shards. */
public final class PreparedDataset {
    private final Path folder;

    private PreparedDataset(Path folder) {
        this.folder = folder;
    }

    /** Opens and checks a prepared dataset; the error names the file, what it was and what it must be. */
    public static PreparedDataset open(Path folder) throws IOException {
        return new PreparedDataset(folder);
    }

    public DatasetManifest manifest() {
        throw new UnsupportedOperationException("not built yet: " + folder);
    }

    /** One side of the split at this fraction, in row order; read once in a JVM and shared. */
    public FaceSet faces(Side side, double validationFraction) throws IOException {
        throw new UnsupportedOperationException("not built yet: " + folder);
    }
}
