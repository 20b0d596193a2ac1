package dev.fieldmark.jobs.data;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What a prepared dataset is for: {@code kind} in its manifest; one of faces has none. */
public enum DatasetKind {
    KEYPOINTS("faces"),
    SPECIES("photos of species"),
    DETECTOR("faces, and photos without any");

    private final String content;

    DatasetKind(String content) {
        this.content = content;
    }

    /** As in the manifest and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Whether the dataset in this folder is of this kind.
     *
     * @throws BadDataException where it is of another, or none
     */
    public void require(Path folder) throws IOException {
        String kind = manifest(folder).path("kind").asText(KEYPOINTS.label());
        if (!kind.equals(label())) {
            throw new BadDataException(folder + ": was a dataset of kind " + kind + " but must be one of kind "
                    + label() + " (" + content + ", ./fieldmark prepare --kind " + label() + ")");
        }
    }

    /** The shards, or the datasets within, of a dataset of any kind, as its manifest names them. */
    static Set<String> shards(Path folder) throws IOException {
        Set<String> files = new HashSet<>();
        manifest(folder)
                .path("shards")
                .forEach(shard -> files.add(shard.path("file").asText()));
        manifest(folder)
                .path("parts")
                .forEach(part -> files.add(part.path("folder").asText()));
        return files;
    }

    private static JsonNode manifest(Path folder) throws IOException {
        Path file = folder.resolve(DatasetManifest.FILE);
        try {
            return new JsonMapper().readTree(Files.readAllBytes(file));
        } catch (NoSuchFileException e) {
            throw new BadDataException(folder + ": is no prepared dataset, " + DatasetManifest.FILE + " is missing");
        } catch (JacksonException e) {
            throw new BadDataException(file + ": " + e.getOriginalMessage());
        }
    }
}
