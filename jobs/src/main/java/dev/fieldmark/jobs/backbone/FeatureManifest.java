package dev.fieldmark.jobs.backbone;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.SyncedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code features.json}, written last.
 *
 * @param formatVersion of this file and the shards
 * @param backbone sha256 of the ONNX graph that said it
 * @param length of a photo's features
 * @param shards in the dataset's order
 */
record FeatureManifest(int formatVersion, String backbone, int length, List<FeatureShard> shards) {
    static final String FILE = "features.json";
    static final int FORMAT_VERSION = 1;

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    FeatureManifest {
        if (formatVersion != FORMAT_VERSION) {
            throw new IllegalArgumentException("formatVersion was " + formatVersion + " but must be " + FORMAT_VERSION);
        }
        shards = List.copyOf(shards);
    }

    static FeatureManifest read(Path folder) throws IOException {
        Path file = folder.resolve(FILE);
        try {
            return JSON.readValue(Files.readAllBytes(file), FeatureManifest.class);
        } catch (JacksonException e) {
            throw new BadDataException(file + ": " + e.getOriginalMessage());
        }
    }

    void write(Path folder) throws IOException {
        SyncedFiles.write(folder.resolve(FILE), JSON.writeValueAsBytes(this));
    }
}
