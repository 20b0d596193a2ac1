package dev.fieldmark.jobs.photos;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import dev.fieldmark.domain.Taxon;
import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.DatasetKind;
import dev.fieldmark.jobs.data.DatasetManifest;
import dev.fieldmark.jobs.data.DatasetSummary;
import dev.fieldmark.jobs.data.Sha256;
import dev.fieldmark.jobs.data.SyncedFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code dataset.json} of prepared photos, written last.
 *
 * @param formatVersion of this file and the shards
 * @param kind {@code species}
 * @param group what the species have in common, e.g. {@code butterflies}
 * @param sidePixels of the stored photos
 * @param photos of the group in the shards
 * @param brokenPhotos files that were left out
 * @param nearDuplicateGroups groups of two photos or more that are nearly the same
 * @param nearDuplicatePhotos photos in them
 * @param species in alphabetical order; a photo's label is its species' place here
 * @param negatives photos of nothing in the group, which stand behind the others
 * @param shards in the order of species and file names, then of the negatives'
 * @param contentHash of the species' names and the shards' hashes, the same at any parallelism
 * @param validationFraction the default split
 * @param trainPhotos of the group on the training side of that split
 * @param validationPhotos of the group on its validation side
 * @param splitHash sha256 over every photo's split key
 * @param taxa of the species and what is above them, as far as the user's file had them; empty without such a file
 */
public record PhotoManifest(
        int formatVersion,
        String kind,
        String group,
        int sidePixels,
        int photos,
        int brokenPhotos,
        int nearDuplicateGroups,
        int nearDuplicatePhotos,
        List<SpeciesCount> species,
        NegativeCount negatives,
        List<PhotoShard> shards,
        String contentHash,
        double validationFraction,
        int trainPhotos,
        int validationPhotos,
        String splitHash,
        List<Taxon> taxa)
        implements DatasetSummary {
    public static final int FORMAT_VERSION = 1;

    private static final String NEGATIVES = "negatives";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    public PhotoManifest {
        if (formatVersion != FORMAT_VERSION) {
            throw new IllegalArgumentException("formatVersion was " + formatVersion + " but must be " + FORMAT_VERSION);
        }
        species = List.copyOf(species);
        shards = List.copyOf(shards);
        taxa = List.copyOf(taxa);
        int shardPhotos = shards.stream().mapToInt(PhotoShard::photos).sum();
        if (photos + negatives.photos() != shardPhotos || photos != trainPhotos + validationPhotos) {
            throw new IllegalArgumentException(
                    "photos was " + photos + " beside " + negatives.photos() + " negatives but must be the shards' "
                            + shardPhotos + " and the sides' " + (trainPhotos + validationPhotos));
        }
        List<String> names = species.stream().map(SpeciesCount::latin).toList();
        String expected = contentHash(names, shards);
        if (!contentHash.equals(expected)) {
            throw new IllegalArgumentException(
                    "contentHash was " + contentHash + " but must be the species' and shards' " + expected);
        }
    }

    static String contentHash(List<String> species, List<PhotoShard> shards) {
        String all = Stream.concat(species.stream(), shards.stream().map(PhotoShard::sha256))
                .collect(Collectors.joining("\n"));
        return Sha256.hex(all.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads the manifest of a dataset; the error names the file. */
    static PhotoManifest read(Path folder) throws IOException {
        DatasetKind.SPECIES.require(folder);
        Path file = folder.resolve(DatasetManifest.FILE);
        try {
            JsonNode json = JSON.readTree(Files.readAllBytes(file));
            if (json instanceof ObjectNode manifest && !manifest.has(NEGATIVES)) {
                manifest.putPOJO(NEGATIVES, NegativeCount.NONE); // prepared before there were any
            }
            return JSON.treeToValue(json, PhotoManifest.class);
        } catch (JacksonException e) {
            String reason = e.getCause() instanceof IllegalArgumentException rule
                    ? String.valueOf(rule.getMessage())
                    : e.getOriginalMessage();
            throw new BadDataException(file + ": " + reason);
        }
    }

    void write(Path folder) throws IOException {
        SyncedFiles.write(folder.resolve(DatasetManifest.FILE), (json() + "\n").getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String words() {
        String others = negatives.photos() == 0 ? "" : " and " + negatives.photos() + " of nothing in the group";
        return group + ", " + photos + " photos of " + species.size() + " species" + others;
    }

    @Override
    public int trainPictures() {
        return trainPhotos;
    }

    @Override
    public int validationPictures() {
        return validationPhotos;
    }

    @Override
    public String sides() {
        String others = String.format(
                Locale.ROOT,
                "; of nothing in the group %d train, %d validate",
                negatives.trainPhotos(),
                negatives.validationPhotos());
        return DatasetSummary.super.sides() + (negatives.photos() == 0 ? "" : others);
    }

    /** As in the file. */
    public String json() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JacksonException e) {
            throw new IllegalStateException(e);
        }
    }
}
