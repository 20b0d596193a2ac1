package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.sample.ContactSheet;
import dev.fieldmark.jobs.sample.SampleCsv;
import dev.fieldmark.jobs.sample.SampleFaces;
import dev.fieldmark.jobs.sample.SamplePhotos;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fieldmark sample}: faces as Kaggle's CSV files, or photos of butterflies, drawn by the project. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = {
            "Draws faces whose 15 points are known exactly, in the columns of Kaggle's 'Facial Keypoints Detection'.",
            "The same seed gives the same rows; about 30% of them are complete, the others have Kaggle's gaps.",
            "With --kind species: photos (PNG) of ten butterflies that do not exist, a folder a species, and taxa.csv.",
            "Equally many of each, in any pose and light; two species are hard to tell apart. Same seed, same bytes."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:drawn", "1:writing failed", "2:bad usage, or the folder was not empty; nothing was written"})
public final class SampleCommand implements Callable<Integer> {
    private static final int TEST_SHARE = 4;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "faces",
            description = "What to draw: faces or species (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String kind;

    @Option(
            names = "--rows",
            defaultValue = "2000",
            description = "Rows of faces to draw, >= 1 (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(
            names = "--photos",
            defaultValue = "400",
            description = "Photos of species to draw, a multiple of 10 (default: ${DEFAULT-VALUE}).")
    private int photos;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of everything (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "PATH",
            description = "training.csv, or .csv.gz; for species the folder, new or empty.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description = "Also draws a test.csv (ImageId,Image; .csv.gz too) with a quarter as many other faces.")
    private Optional<Path> test = Optional.empty();

    @Option(names = "--png", paramLabel = "FILE", description = "Also draws the first rows and their points as a PNG.")
    private Optional<Path> png = Optional.empty();

    @Override
    public Integer call() throws IOException {
        switch (kind) {
            case "faces" -> {
                refuse("species", "--photos");
                drawFaces();
            }
            case "species" -> {
                refuse("faces", "--rows", "--test", "--png");
                drawSpecies();
            }
            default -> throw usage("--kind was '" + kind + "' but must be faces or species");
        }
        return 0;
    }

    private void refuse(String other, String... options) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw usage(option + " was given with --kind " + kind + " but belongs to --kind " + other);
            }
        }
    }

    private void drawFaces() throws IOException {
        if (rows < 1) {
            throw usage("--rows was " + rows + " but must be >= 1");
        }
        long start = System.nanoTime();
        spec.commandLine().getErr().printf("sample: drawing %,d faces%n", rows);
        SampleCsv.writeTraining(output, seed, rows);
        if (test.isPresent()) {
            SampleCsv.writeTest(test.get(), seed, Math.max(1, rows / TEST_SHARE));
        }
        if (png.isPresent()) {
            ContactSheet.write(png.get(), SampleFaces.draw(seed, Math.min(rows, ContactSheet.FACES)));
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        spec.commandLine().getOut().printf("%s: %,d faces in %.1f s%n", output, rows, seconds);
    }

    private void drawSpecies() throws IOException {
        if (photos < SamplePhotos.SPECIES || photos % SamplePhotos.SPECIES != 0) {
            throw usage("--photos was " + photos + " but must be a multiple of " + SamplePhotos.SPECIES + ", >= "
                    + SamplePhotos.SPECIES);
        }
        long start = System.nanoTime();
        Progress progress = new Progress(spec.commandLine().getErr(), "sample: photos drawn", photos);
        SamplePhotos.write(output, seed, photos, progress::at);
        double seconds = (System.nanoTime() - start) / 1e9;
        spec.commandLine()
                .getOut()
                .printf("%s: %,d photos of %d species in %.1f s%n", output, photos, SamplePhotos.SPECIES, seconds);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
