package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.draw.FaceSheet;
import dev.fieldmark.jobs.draw.Picture;
import dev.fieldmark.jobs.draw.Png;
import dev.fieldmark.jobs.evaluate.Evaluation;
import dev.fieldmark.jobs.evaluate.LabelledFaces;
import dev.fieldmark.jobs.evaluate.Part;
import dev.fieldmark.jobs.evaluate.ServedVersion;
import dev.fieldmark.jobs.evaluate.VersionPictures;
import dev.fieldmark.jobs.onnx.OnnxNet;
import dev.fieldmark.store.ModelManifest;
import dev.fieldmark.store.ModelReference;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code ./fieldmark evaluate}: how good a version in the store is on labelled faces or photos. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Runs the ONNX graph of a version, the one that is served, over labelled faces and prints its root mean",
            "squared error in pixels: over all labelled coordinates and point by point, beside the column means'.",
            "Where the graph says how far each point may be off, so too how many of them lie within.",
            "",
            "A version for species is run over photos: how often the likeliest species, or one of the two likeliest, is",
            "right, how honest its probabilities are, and which answers it gives.",
            "",
            "A detector is run over composites of a prepared dataset: how many faces it finds, what it takes for a face that",
            "is none, how long it takes, and with --keypoints what its boxes cost that model."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:evaluated", "1:reading or writing failed", "2:bad usage or bad input"})
public final class EvaluateCommand implements Callable<Integer> {
    private static final int DRAWN_FACES = 16;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final VersionOptions asked = new VersionOptions();

    @Option(
            names = "--data",
            required = true,
            paramLabel = "FILE_OR_DIR",
            description = {
                "A CSV with targets in Kaggle's form, plain or .gz, or a prepared dataset; of species a folder with a folder",
                "of photos a species, or a prepared dataset."
            })
    @SuppressWarnings("NullAway.Init")
    private Path data;

    @Option(
            names = "--side",
            paramLabel = "SIDE",
            converter = PartConverter.class,
            description = "Of a prepared dataset: train, validation or all (default: validation).")
    private Optional<Part> part = Optional.empty();

    @Option(
            names = "--validation-fraction",
            paramLabel = "F",
            description = "Of a prepared dataset: share that validates, > 0 and < 1 (default: the model's own).")
    private Optional<Double> validationFraction = Optional.empty();

    @Option(
            names = "--negatives",
            paramLabel = "DIR",
            description =
                    "Of species: photos of nothing in the group, to see how well they are told from it, in files and one"
                            + " level of folders (default: those of the prepared dataset's side).")
    private Optional<Path> negatives = Optional.empty();

    @Option(
            names = "--keypoints",
            paramLabel = "NAME[@VERSION]",
            description = "Of a detector: the model for keypoints, in the same store, to be asked about its boxes.")
    private Optional<String> keypoints = Optional.empty();

    @Option(
            names = "--draw",
            paramLabel = "FILE",
            description =
                    "Also draws 16 of the faces, evenly spread, or the 24 worst mistakes among the photos, as a PNG.")
    private Optional<Path> drawing = Optional.empty();

    @Option(
            names = "--plots",
            paramLabel = "DIR",
            description = {
                "Also writes DIR/predictions.png, worst-faces.png, error-per-keypoint.png and, where the net begins with a",
                "convolution, first-layer-filters.png."
            })
    private Optional<Path> plots = Optional.empty();

    @Option(names = "--threads", paramLabel = "N", description = "Threads of ONNX Runtime (default: one a core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--json",
            description = {
                "Prints one JSON object: model, version, rows, rmsePixels, perKeypoint, radius90; of species photos, top1,",
                "top2, ece, confusion, answers, auroc."
            })
    private boolean json;

    @Override
    public Integer call() throws IOException {
        checkUsage();
        ServedVersion found = asked.any();
        require(
                keypoints.isEmpty() || found.isDetector(),
                "--keypoints must be left out: " + found + " is no detector");
        if (found.isDetector()) {
            require(plots.isEmpty(), "--plots must be left out: " + found + " answers with boxes");
            require(drawing.isEmpty(), "--draw must be left out: " + found + " answers with boxes");
            require(negatives.isEmpty(), "--negatives must be left out: the dataset has some");
            new DetectorEvaluationRun(spec.commandLine().getOut(), found, threads)
                    .run(
                            data,
                            part.orElse(Part.VALIDATION),
                            validationFraction,
                            keypoints.map(ModelReference::of).map(model -> ServedVersion.of(found.store(), model)),
                            json);
            return 0;
        }
        if (found.isOfSpecies()) {
            require(plots.isEmpty(), "--plots must be left out: " + found + " answers with species");
            new SpeciesEvaluationRun(
                            spec.commandLine().getOut(), spec.commandLine().getErr(), found, threads)
                    .run(
                            new SpeciesEvaluationRun.Data(
                                    data, part.orElse(Part.VALIDATION), validationFraction, negatives),
                            drawing,
                            json);
            return 0;
        }
        require(negatives.isEmpty(), "--negatives must be left out: " + found + " answers with keypoints");
        ServedVersion version = asked.version();
        byte[] onnx = version.onnx();
        FaceSet faces = faces(version);
        try (var graph = OnnxNet.open(onnx, threads)) {
            var progress = new Progress(spec.commandLine().getErr(), "faces evaluated", faces.size());
            var evaluation = Evaluation.of(graph, faces, progress::at);
            if (drawing.isPresent()) {
                Png.write(drawing.get(), spread(version.toString(), evaluation));
            }
            if (plots.isPresent()) {
                Picture.writeAll(plots.get(), VersionPictures.of(version, onnx, evaluation));
            }
            print(version.manifest(), evaluation);
        }
        return 0;
    }

    private void print(ModelManifest version, Evaluation evaluation) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.of(EvaluationReport.of(version.model(), version.version(), evaluation)));
            return;
        }
        out.printf(
                "%s@%s on %s: %,d rows, %,d labelled coordinates; errors in pixels of the 96x96 picture%n%n",
                version.model(),
                version.version(),
                data,
                evaluation.errors().rows(),
                evaluation.errors().labelledCoordinates());
        EvaluationReport.table(evaluation).forEach(out::println);
        out.printf("%n* of answering, for every face, the means of these very rows' targets%n");
        if (evaluation.radii90().isPresent()) {
            out.println("** share of the points that lie within the radius that the graph says at 90%");
            out.println(
                    "   (about 0.9 by itself on the rows that fitted them; 'models show' has coverage-90 on other people)");
        }
    }

    private void checkUsage() {
        require(threads >= 1, "--threads was " + threads + " but must be >= 1");
        validationFraction.ifPresent(
                f -> require(f > 0 && f < 1, "--validation-fraction was " + f + " but must be > 0 and < 1"));
        asked.checkStore();
        require(Files.exists(data), "--data was " + data + " but must be a CSV or a prepared dataset");
        plots.ifPresent(folder -> require(
                !Files.exists(folder) || Files.isDirectory(folder),
                "--plots was " + folder + ", a file, but must be a folder"));
        require(
                Files.isDirectory(data) || part.isEmpty() && validationFraction.isEmpty(),
                "--side and --validation-fraction must be left out: " + data + " is a CSV and has no sides");
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }

    private FaceSet faces(ServedVersion version) throws IOException {
        if (!Files.isDirectory(data)) {
            return LabelledFaces.ofCsv(data);
        }
        // the sides as they were when the model was trained: no row that it learnt from validates it
        OptionalDouble fraction = validationFraction
                .or(version::validationFraction)
                .map(OptionalDouble::of)
                .orElseGet(OptionalDouble::empty);
        return LabelledFaces.ofDataset(data, part.orElse(Part.VALIDATION), fraction);
    }

    private static BufferedImage spread(String title, Evaluation evaluation) {
        return FaceSheet.draw(
                title,
                FaceSet.spread(evaluation.faces().size(), DRAWN_FACES)
                        .mapToObj(evaluation::drawn)
                        .toList());
    }

    /** Reads {@code train}, {@code validation} or {@code all}. */
    static final class PartConverter implements ITypeConverter<Part> {
        @Override
        public Part convert(String text) {
            for (Part part : Part.values()) {
                if (part.name().toLowerCase(Locale.ROOT).equals(text)) {
                    return part;
                }
            }
            throw new TypeConversionException("was '" + text + "' but must be train, validation or all");
        }
    }
}
