package dev.fieldmark.jobs.scenes;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.DatasetKind;
import dev.fieldmark.jobs.data.DatasetManifest;
import dev.fieldmark.jobs.data.DatasetSummary;
import dev.fieldmark.jobs.data.Sha256;
import dev.fieldmark.jobs.data.SyncedFiles;
import dev.fieldmark.jobs.photos.PhotoManifest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * {@code dataset.json} of faces and photos without any, each a dataset in a folder of its own; written last.
 *
 * @param formatVersion of this file
 * @param kind {@code detector}
 * @param parts the faces, then the photos without
 * @param validationFraction the default split of both
 */
public record DetectorManifest(int formatVersion, String kind, List<Part> parts, double validationFraction)
        implements DatasetSummary {
    public static final int FORMAT_VERSION = 1;

    /** Folder of the faces. */
    public static final String FACES = "faces";

    /** Folder of the photos without. */
    public static final String NEGATIVES = "negatives";

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    /**
     * One of both.
     *
     * @param folder within the dataset's
     * @param contentHash of its own manifest
     * @param splitHash likewise
     */
    public record Part(
            String folder,
            int pictures,
            int trainPictures,
            int validationPictures,
            String contentHash,
            String splitHash) {}

    public DetectorManifest {
        if (formatVersion != FORMAT_VERSION) {
            throw new IllegalArgumentException("formatVersion was " + formatVersion + " but must be " + FORMAT_VERSION);
        }
        parts = List.copyOf(parts);
        List<String> folders = parts.stream().map(Part::folder).toList();
        if (!folders.equals(List.of(FACES, NEGATIVES))) {
            throw new IllegalArgumentException("parts were " + folders + " but must be " + FACES + " and " + NEGATIVES);
        }
    }

    /** Of these two. */
    public static DetectorManifest of(DatasetManifest faces, PhotoManifest negatives) {
        var photos = negatives.negatives();
        return new DetectorManifest(
                FORMAT_VERSION,
                DatasetKind.DETECTOR.label(),
                List.of(
                        new Part(
                                FACES,
                                faces.rows(),
                                faces.trainRows(),
                                faces.validationRows(),
                                faces.contentHash(),
                                faces.splitHash()),
                        new Part(
                                NEGATIVES,
                                photos.photos(),
                                photos.trainPhotos(),
                                photos.validationPhotos(),
                                negatives.contentHash(),
                                negatives.splitHash())),
                faces.validationFraction());
    }

    /** Reads the manifest of a dataset; the error names the file. */
    static DetectorManifest read(Path folder) throws IOException {
        DatasetKind.DETECTOR.require(folder);
        Path file = folder.resolve(DatasetManifest.FILE);
        try {
            return JSON.readValue(Files.readAllBytes(file), DetectorManifest.class);
        } catch (JacksonException e) {
            String reason = e.getCause() instanceof IllegalArgumentException rule
                    ? String.valueOf(rule.getMessage())
                    : e.getOriginalMessage();
            throw new BadDataException(file + ": " + reason);
        }
    }

    /** Writes it into a dataset's folder. */
    public void write(Path folder) throws IOException {
        SyncedFiles.write(folder.resolve(DatasetManifest.FILE), (json() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** As in the file. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }

    private Part faces() {
        return parts.get(0);
    }

    private Part negatives() {
        return parts.get(1);
    }

    @Override
    public String contentHash() {
        return hash(parts.stream().map(Part::contentHash).collect(Collectors.joining("\n")));
    }

    @Override
    public String splitHash() {
        return hash(parts.stream().map(Part::splitHash).collect(Collectors.joining("\n")));
    }

    private static String hash(String text) {
        return Sha256.hex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String words() {
        return faces().pictures() + " faces and " + negatives().pictures() + " photos without";
    }

    /** Faces: each is laid onto a photo once an epoch. */
    @Override
    public int trainPictures() {
        return faces().trainPictures();
    }

    @Override
    public int validationPictures() {
        return faces().validationPictures();
    }

    @Override
    public String sides() {
        return DatasetSummary.super.sides() + "; of the photos without "
                + negatives().trainPictures() + " train, " + negatives().validationPictures() + " validate";
    }
}
