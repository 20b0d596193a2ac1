package dev.fieldmark.store;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A version's {@code manifest.json}; {@code docs/store-format.md} explains each field.
 *
 * @param formatVersion of this file; a reader refuses what is newer than it knows
 * @param task {@value #KEYPOINTS}, {@value #SPECIES} or {@value #DETECTOR}
 * @param files sha256 (lower-case hex) of every other file of the version, by name
 * @param metrics by name, e.g. {@code rmse-pixels}, on the validation rows
 * @param folder of the model in which the files lie, where it is not the version's own: in object storages
 */
public record ModelManifest(
        int formatVersion,
        ModelName model,
        ModelVersion version,
        Instant createdAt,
        String task,
        SortedMap<String, String> files,
        Signature signature,
        SortedMap<String, Double> metrics,
        Provenance provenance,
        Optional<String> folder) {
    public static final int FORMAT_VERSION = 1;
    /** The task of models that say where the points of a face are. */
    public static final String KEYPOINTS = "keypoints";
    /** The task of models that say which species a photo shows; their versions have a guide. */
    public static final String SPECIES = "species";

    /** The task of models that say where faces are in a photo. */
    public static final String DETECTOR = "detector";

    /** Name of the metric that every keypoint model has. */
    public static final String RMSE_PIXELS = "rmse-pixels";

    public ModelManifest {
        if (formatVersion < 1 || formatVersion > FORMAT_VERSION) {
            throw new IllegalArgumentException("manifest format version was " + formatVersion + " but must be 1 to "
                    + FORMAT_VERSION + ": a newer Fieldmark wrote it");
        }
        files.keySet().forEach(FileNames::require);
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
        metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
        folder.ifPresent(FileNames::requireFolder);
    }

    /** Of files that lie beside it. */
    public ModelManifest(
            int formatVersion,
            ModelName model,
            ModelVersion version,
            Instant createdAt,
            String task,
            SortedMap<String, String> files,
            Signature signature,
            SortedMap<String, Double> metrics,
            Provenance provenance) {
        this(formatVersion, model, version, createdAt, task, files, signature, metrics, provenance, Optional.empty());
    }
}
