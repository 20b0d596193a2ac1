package dev.fieldmark.jobs.cli;

import dev.fieldmark.domain.FieldGuide;
import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.DatasetManifest;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.draw.Png;
import dev.fieldmark.jobs.evaluate.Part;
import dev.fieldmark.jobs.evaluate.ServedVersion;
import dev.fieldmark.jobs.evaluate.SpeciesEvaluation;
import dev.fieldmark.jobs.onnx.SpeciesNet;
import dev.fieldmark.jobs.photos.BrokenPhoto;
import dev.fieldmark.jobs.photos.NegativeFolder;
import dev.fieldmark.jobs.photos.Negatives;
import dev.fieldmark.jobs.photos.PhotoDataset;
import dev.fieldmark.jobs.photos.PhotoFiles;
import dev.fieldmark.jobs.photos.PhotoSet;
import dev.fieldmark.jobs.photos.SpeciesCount;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code evaluate} of a version for species.
 *
 * @param out for the result
 * @param err for progress and for files that can't be read
 */
record SpeciesEvaluationRun(PrintWriter out, PrintWriter err, ServedVersion version, int threads) {
    /**
     * On what.
     *
     * @param photos a folder with a folder a species, or a prepared dataset
     * @param part of a prepared dataset
     * @param validationFraction of it; where absent, the model's own
     * @param negatives a folder with photos of nothing in the group; where absent, those of the prepared dataset
     */
    record Data(Path photos, Part part, Optional<Double> validationFraction, Optional<Path> negatives) {}

    void run(Data data, Optional<Path> drawing, boolean json) throws IOException {
        FieldGuide guide = version.guide();
        try (var graph = SpeciesNet.open(version.onnx(), version.manifest().signature(), threads)) {
            int side = graph.sidePixels();
            Asked asked = asked(data, guide, side);
            PhotoFiles<PhotoSet> photos = asked.photos();
            PhotoFiles<Negatives> others = asked.negatives();
            photos.broken().forEach(this::tell);
            others.broken().forEach(this::tell);
            if (photos.photos().size() == 0) {
                throw new BadDataException(
                        data.photos() + ": held no photo that can be read but must hold one or more");
            }
            err.printf(
                    "evaluate: %,d photos%n",
                    photos.photos().size() + others.photos().size());
            err.flush();
            var evaluation = SpeciesEvaluation.of(graph, guide, photos.photos(), others.photos());
            if (drawing.isPresent()) {
                Png.write(
                        drawing.get(),
                        evaluation.mistakesSheet(version.toString()).light());
            }
            var report = SpeciesReport.of(
                    version.manifest().model(),
                    version.manifest().version(),
                    evaluation,
                    photos.broken().size());
            if (json) {
                out.println(Json.of(report));
            } else {
                out.printf("%s on %s%n%n", version, data.photos());
                report.lines().forEach(out::println);
            }
        }
    }

    /** The photos that the version is asked about. */
    private record Asked(PhotoFiles<PhotoSet> photos, PhotoFiles<Negatives> negatives) {}

    private Asked asked(Data data, FieldGuide guide, int side) throws IOException {
        Optional<PhotoFiles<Negatives>> others = data.negatives().isPresent()
                ? Optional.of(PhotoFiles.of(NegativeFolder.read(data.negatives().get(), data.photos()), side))
                : Optional.empty();
        if (!Files.isRegularFile(data.photos().resolve(DatasetManifest.FILE))) {
            return new Asked(
                    PhotoFiles.ofSpecies(data.photos(), guide.labels(), side),
                    others.orElseGet(() -> new PhotoFiles<>(Negatives.none(side), List.of())));
        }
        PhotoDataset dataset = PhotoDataset.open(data.photos());
        List<String> species =
                dataset.manifest().species().stream().map(SpeciesCount::latin).toList();
        if (!species.equals(guide.labels()) || dataset.manifest().sidePixels() != side) {
            throw new BadDataException(
                    data.photos() + ": was of " + dataset.manifest().words() + ", "
                            + dataset.manifest().sidePixels() + " pixels a side, but must have the model's "
                            + guide.labels().size() + " species and " + side + " pixels a side");
        }
        double fraction = data.validationFraction()
                .or(version::validationFraction)
                .orElse(dataset.manifest().validationFraction());
        Side first = data.part() == Part.VALIDATION ? Side.VALIDATION : Side.TRAIN;
        PhotoSet photos = dataset.photos(first, fraction);
        Negatives negatives = dataset.negatives(first, fraction);
        if (data.part() == Part.ALL) {
            photos = photos.and(dataset.photos(Side.VALIDATION, fraction));
            negatives = negatives.and(dataset.negatives(Side.VALIDATION, fraction));
        }
        return new Asked(new PhotoFiles<>(photos, List.of()), others.orElse(new PhotoFiles<>(negatives, List.of())));
    }

    private void tell(BrokenPhoto broken) {
        err.println("evaluate: left out " + broken.name() + ": " + broken.reason());
    }
}
