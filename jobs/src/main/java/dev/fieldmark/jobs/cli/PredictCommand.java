package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.data.CsvForm;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.TemporaryFolder;
import dev.fieldmark.jobs.evaluate.ServedVersion;
import dev.fieldmark.jobs.flink.predict.PredictJob;
import dev.fieldmark.jobs.predict.Answer;
import dev.fieldmark.jobs.predict.AnswersFile;
import dev.fieldmark.jobs.predict.LookupTable;
import dev.fieldmark.jobs.predict.PredictionSheet;
import dev.fieldmark.jobs.predict.Predictions;
import dev.fieldmark.jobs.predict.PredictionsCsv;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fieldmark predict}: the points of every face of a CSV, or Kaggle's submission. */
@Command(
        name = "predict",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Answers every face of Kaggle's test.csv (ImageId,Image) or training.csv (then ImageId is the row's number)",
            "with the served graph of a version, as a Flink batch job. With --lookup the output is Kaggle's submission,",
            "RowId,Location in the order of the lookup table; without it ImageId and the thirty columns by name.",
            "Coordinates are pixels of the 96x96 picture, clipped to [0, 96]."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:predicted", "1:reading or writing failed", "2:bad usage or bad input; nothing was written"})
public final class PredictCommand implements Callable<Integer> {
    private static final Duration PROGRESS = Duration.ofSeconds(2);
    private static final String SHEET = "predictions.png";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private final VersionOptions asked = new VersionOptions();

    @Option(names = "--input", required = true, paramLabel = "FILE", description = "The CSV, plain or .gz.")
    @SuppressWarnings("NullAway.Init")
    private Path input;

    @Option(
            names = "--lookup",
            paramLabel = "FILE",
            description = "IdLookupTable.csv (RowId,ImageId,FeatureName,Location), plain or .gz: writes a submission.")
    private Optional<Path> lookup = Optional.empty();

    @Option(
            names = "--output",
            required = true,
            paramLabel = "FILE",
            description = "The CSV to write, or to write anew: whole or not at all.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = "--draw",
            paramLabel = "DIR",
            description = "Also writes DIR/" + SHEET + ": " + PredictionSheet.FACES
                    + " of the faces at most, evenly spread, with their points.")
    private Optional<Path> drawings = Optional.empty();

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Tasks, each with the graph loaded once (default: one a core).")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    @Option(
            names = "--json",
            description = "Prints one JSON object: model, version, output, faces, values, seconds, facesPerSecond.")
    private boolean json;

    /** What {@code --json} gives; {@code values} are the coordinates written. */
    record Summary(
            ModelName model,
            ModelVersion version,
            String output,
            int faces,
            int values,
            double seconds,
            double facesPerSecond) {}

    @Override
    public Integer call() throws IOException {
        checkUsage();
        long start = System.nanoTime();
        ServedVersion version = asked.version();
        version.onnx(); // a damaged one is refused before the job starts
        CsvForm form = CsvForm.read(input);
        Optional<LookupTable> wanted =
                lookup.isPresent() ? Optional.of(LookupTable.read(lookup.get())) : Optional.empty();
        var predictions = Predictions.of(input, answers(form, version));
        if (wanted.isPresent()) {
            PredictionsCsv.writeSubmission(output, predictions, wanted.get());
        } else {
            PredictionsCsv.writeAll(output, predictions);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        if (drawings.isPresent()) {
            Path sheet = Files.createDirectories(drawings.get()).resolve(SHEET);
            PredictionSheet.write(sheet, version.toString(), input, form, predictions);
        }
        int values = wanted.map(table -> table.wanted().size()).orElse(predictions.faces() * FaceSet.TARGETS);
        print(version, predictions.faces(), values, seconds);
        return 0;
    }

    private List<Answer> answers(CsvForm form, ServedVersion version) throws IOException {
        try (var folder = TemporaryFolder.create("fieldmark-predict-");
                var told = Periodically.every(PROGRESS, () -> progress(folder.path()))) {
            PredictJob.run(input, form, version, folder.path(), parallelism);
            return AnswersFile.readAll(folder.path());
        }
    }

    private void progress(Path folder) {
        int faces = AnswersFile.facesIn(folder);
        String line = faces == 0 ? "the job starts" : String.format(Locale.ROOT, "about %,d faces answered", faces);
        spec.commandLine().getErr().println("predict: " + line);
    }

    private void print(ServedVersion version, int faces, int values, double seconds) {
        var manifest = version.manifest();
        var summary = new Summary(
                manifest.model(), manifest.version(), output.toString(), faces, values, seconds, faces / seconds);
        if (json) {
            spec.commandLine().getOut().println(Json.of(summary));
        } else {
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%s: %,d coordinates of %,d faces by %s in %.1f s, %,.0f faces/s%n",
                            output, values, faces, version, seconds, summary.facesPerSecond());
        }
    }

    private void checkUsage() {
        require(parallelism >= 1, "--parallelism was " + parallelism + " but must be >= 1");
        asked.checkStore();
        require(!Files.isDirectory(output), "--output was " + output + ", a folder, but must be a file");
        require(
                !output.toAbsolutePath()
                        .normalize()
                        .equals(input.toAbsolutePath().normalize()),
                "--output was the input, " + input + ", but must be another file");
        Path parent = output.toAbsolutePath().getParent();
        require(
                parent != null && Files.isDirectory(parent),
                "--output was " + output + " but must lie in a folder that exists");
        drawings.ifPresent(folder -> require(
                !Files.exists(folder) || Files.isDirectory(folder),
                "--draw was " + folder + ", a file, but must be a folder"));
    }

    private void require(boolean holds, String message) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), message);
        }
    }
}
