package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.sample.ContactSheet;
import dev.fieldmark.jobs.sample.SampleCsv;
import dev.fieldmark.jobs.sample.SampleFaces;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fieldmark sample}: faces drawn by the project, as Kaggle's CSV files. */
@Command(
        name = "sample",
        mixinStandardHelpOptions = true,
        description = {
            "Draws faces whose 15 points are known exactly, in the columns of Kaggle's 'Facial Keypoints Detection'.",
            "The same seed gives the same rows; about 30% of them are complete, the others have Kaggle's gaps."
        })
public final class SampleCommand implements Callable<Integer> {
    private static final int TEST_SHARE = 4;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--rows", defaultValue = "2000", description = "Rows to draw, >= 1 (default: ${DEFAULT-VALUE}).")
    private int rows;

    @Option(names = "--seed", defaultValue = "1", description = "Seed of everything (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--output", required = true, paramLabel = "FILE", description = "training.csv, or .csv.gz.")
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
        if (rows < 1) {
            throw new ParameterException(spec.commandLine(), "--rows was " + rows + " but must be >= 1");
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
        return 0;
    }
}
