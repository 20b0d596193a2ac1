package dev.fieldmark.jobs.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.DatasetFolder;
import dev.fieldmark.jobs.data.WholeFolder;
import dev.fieldmark.jobs.flink.photos.PhotosJob;
import dev.fieldmark.jobs.photos.BlockSummary;
import dev.fieldmark.jobs.photos.NegativeCount;
import dev.fieldmark.jobs.photos.PhotoBlocks;
import dev.fieldmark.jobs.photos.PhotoManifest;
import dev.fieldmark.jobs.photos.PhotoPreparation;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * {@code prepare --kind species}: a folder a species to a prepared dataset.
 *
 * @param out for what was prepared
 * @param err for progress
 */
record SpeciesPreparation(PrintWriter out, PrintWriter err) {
    private static final Duration PROGRESS = Duration.ofSeconds(2);
    private static final String NEGATIVES = "nothing in the group";

    PhotoManifest run(PhotoPreparation preparation, PhotoBlocks blocks, Path output, int parallelism, boolean json)
            throws IOException {
        long start = System.nanoTime();
        if (blocks.photos().files().isEmpty()) {
            throw new BadDataException(blocks.photos().folder() + ": held no file but must hold at least 1 photo");
        }
        try (WholeFolder dataset = DatasetFolder.create(output)) {
            PhotoManifest manifest = preparation.finish(dataset, blocks, shards(blocks, dataset.aside(), parallelism));
            double seconds = (System.nanoTime() - start) / 1e9;
            if (json) {
                printJson(manifest, seconds);
            } else {
                print(manifest, output, seconds);
            }
            manifest.species().stream()
                    .filter(species -> species.trainPhotos() == 0 || species.validationPhotos() == 0)
                    .forEach(species -> warn(species.latin(), species.trainPhotos(), species.validationPhotos()));
            warn(manifest.negatives());
            return manifest;
        }
    }

    private List<BlockSummary> shards(PhotoBlocks blocks, Path folder, int parallelism) throws IOException {
        try (var told = Periodically.every(PROGRESS, () -> progress(blocks, folder))) {
            return PhotosJob.run(blocks, folder, parallelism);
        }
    }

    private void progress(PhotoBlocks blocks, Path folder) {
        int shards = Optional.ofNullable(folder.toFile().list())
                .map(files -> files.length)
                .orElse(0);
        err.printf("prepare: about %,d of %,d photos%n", shards * PhotoBlocks.BLOCK_PHOTOS, blocks.files());
    }

    private void warn(NegativeCount negatives) {
        if (negatives.photos() > 0 && (negatives.trainPhotos() == 0 || negatives.validationPhotos() == 0)) {
            warn(NEGATIVES, negatives.trainPhotos(), negatives.validationPhotos());
        }
        if (negatives.nearDuplicatesOfTheGroup() > 0) {
            err.printf(
                    "prepare: %,d negatives look like photos of the group but should show nothing in it:"
                            + " near-duplicates.csv names them%n",
                    negatives.nearDuplicatesOfTheGroup());
        }
    }

    private void warn(String what, int trainPhotos, int validationPhotos) {
        err.printf(
                "prepare: %s has %,d photos to train on and %,d to validate on, but should have at least 1 of both%n",
                what, trainPhotos, validationPhotos);
    }

    private void printJson(PhotoManifest manifest, double seconds) {
        ObjectNode json = Json.tree(manifest);
        json.put("seconds", seconds)
                .put(
                        "photosPerSecond",
                        (manifest.photos() + manifest.negatives().photos()) / seconds);
        out.println(Json.of(json));
    }

    private void print(PhotoManifest manifest, Path output, double seconds) {
        out.printf("%-28s %7s %7s %10s%n", "species", "photos", "train", "validation");
        manifest.species()
                .forEach(species -> out.printf(
                        "%-28s %,7d %,7d %,10d%n",
                        species.latin(), species.photos(), species.trainPhotos(), species.validationPhotos()));
        out.printf(
                "%-28s %,7d %,7d %,10d%n",
                "all", manifest.photos(), manifest.trainPhotos(), manifest.validationPhotos());
        NegativeCount negatives = manifest.negatives();
        if (negatives.photos() > 0) {
            out.printf(
                    "%-28s %,7d %,7d %,10d%n",
                    NEGATIVES, negatives.photos(), negatives.trainPhotos(), negatives.validationPhotos());
        }
        out.println();
        out.printf(
                "%-28s %,7d photos in %,d groups%n",
                "near-duplicates", manifest.nearDuplicatePhotos(), manifest.nearDuplicateGroups());
        out.printf("%-28s %,7d%n", "broken files left out", manifest.brokenPhotos());
        out.printf("%-28s %s%n", "content hash", manifest.contentHash());
        out.printf(
                "%s: prepared in %.1f s, %,.0f photos/s%n",
                output, seconds, (manifest.photos() + negatives.photos()) / seconds);
    }
}
