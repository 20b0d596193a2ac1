package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.data.CsvForm;
import dev.fieldmark.jobs.data.DatasetFolder;
import dev.fieldmark.jobs.data.DatasetManifest;
import dev.fieldmark.jobs.data.DatasetWriter;
import dev.fieldmark.jobs.data.Preparation;
import dev.fieldmark.jobs.data.WholeFolder;
import dev.fieldmark.jobs.flink.photos.PhotosJob;
import dev.fieldmark.jobs.flink.prepare.PrepareJob;
import dev.fieldmark.jobs.photos.PhotoBlocks;
import dev.fieldmark.jobs.photos.PhotoManifest;
import dev.fieldmark.jobs.photos.PhotoPreparation;
import dev.fieldmark.jobs.scenes.DetectorManifest;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code prepare --kind detector}: faces and photos without, each prepared as ever, in one dataset.
 *
 * @param out for what was prepared
 */
record DetectorPreparation(PrintWriter out, int parallelism) {
    /** The faces' CSV, and how it is prepared. */
    record Faces(Path csv, CsvForm form, Preparation preparation) {}

    void run(Faces faces, PhotoPreparation photos, PhotoBlocks blocks, Path output, boolean json) throws IOException {
        long start = System.nanoTime();
        try (WholeFolder dataset = DatasetFolder.create(output)) {
            DetectorManifest manifest = DetectorManifest.of(
                    write(faces, dataset.aside().resolve(DetectorManifest.FACES)),
                    write(photos, blocks, dataset.aside().resolve(DetectorManifest.NEGATIVES)));
            manifest.write(dataset.aside());
            dataset.finish();
            if (json) {
                out.println(manifest.json());
            } else {
                print(manifest, output, (System.nanoTime() - start) / 1e9);
            }
        }
    }

    private DatasetManifest write(Faces faces, Path folder) throws IOException {
        try (DatasetWriter writer = DatasetWriter.create(folder)) {
            return writer.finish(
                    faces.preparation(), PrepareJob.run(faces.csv(), faces.form(), writer.folder(), parallelism));
        }
    }

    private PhotoManifest write(PhotoPreparation photos, PhotoBlocks blocks, Path folder) throws IOException {
        try (WholeFolder dataset = DatasetFolder.create(folder)) {
            return photos.finish(dataset, blocks, PhotosJob.run(blocks, dataset.aside(), parallelism));
        }
    }

    private void print(DetectorManifest manifest, Path output, double seconds) {
        out.printf("%-28s %8s %7s %10s%n", "", "pictures", "train", "validation");
        List<String> names = List.of("faces", "photos without");
        for (int i = 0; i < names.size(); i++) {
            var part = manifest.parts().get(i);
            out.printf(
                    "%-28s %,8d %,7d %,10d%n",
                    names.get(i), part.pictures(), part.trainPictures(), part.validationPictures());
        }
        out.println();
        out.printf("%-28s %s%n", "content hash", manifest.contentHash());
        out.printf("%s: prepared in %.1f s%n", output, seconds);
    }
}
