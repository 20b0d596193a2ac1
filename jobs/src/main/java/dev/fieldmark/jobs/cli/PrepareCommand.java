package dev.fieldmark.jobs.cli;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.domain.Taxon;
import dev.fieldmark.jobs.data.CsvForm;
import dev.fieldmark.jobs.data.DatasetManifest;
import dev.fieldmark.jobs.data.DatasetWriter;
import dev.fieldmark.jobs.data.Groups;
import dev.fieldmark.jobs.data.Preparation;
import dev.fieldmark.jobs.data.Shard;
import dev.fieldmark.jobs.data.ShardSummary;
import dev.fieldmark.jobs.flink.prepare.PrepareJob;
import dev.fieldmark.jobs.photos.NegativeFolder;
import dev.fieldmark.jobs.photos.PhotoBlocks;
import dev.fieldmark.jobs.photos.PhotoFolder;
import dev.fieldmark.jobs.photos.PhotoPreparation;
import dev.fieldmark.jobs.photos.TaxaFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./fieldmark prepare}: Kaggle's CSV, or a folder of photos a species, to a prepared dataset. */
@Command(
        name = "prepare",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Turns training.csv or test.csv of Kaggle's 'Facial Keypoints Detection' into a prepared dataset.",
            "Rows that show the same picture, or the same person where --groups says so, stand on one side of the split.",
            "With --kind species: a folder of photos with a folder a species, named like Vanessa_atalanta.",
            "Photos that look nearly the same stand on one side of the split.",
            "With --kind detector: the CSV as for keypoints, and --negatives, a folder of photos without faces."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:prepared", "1:reading or writing failed", "2:bad usage or bad input; nothing was written"})
public final class PrepareCommand implements Callable<Integer> {
    private static final Duration PROGRESS = Duration.ofSeconds(2);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "keypoints",
            description = "What the data are for: keypoints, species or detector (default: ${DEFAULT-VALUE}).")
    @SuppressWarnings("NullAway.Init")
    private String kind;

    @Option(
            names = "--input",
            required = true,
            paramLabel = "FILE",
            description = "The CSV, plain or .gz; for species the folder.")
    @SuppressWarnings("NullAway.Init")
    private Path input;

    @Option(
            names = "--output",
            required = true,
            paramLabel = "DIR",
            description = "The dataset's folder: made, or replaced where it is an earlier dataset.")
    @SuppressWarnings("NullAway.Init")
    private Path output;

    @Option(
            names = "--groups",
            paramLabel = "FILE",
            description =
                    "Keypoints: CSV 'row,group' that says which rows show the same person; row 1 follows the header.")
    private Optional<Path> groups = Optional.empty();

    @Option(
            names = "--validation-fraction",
            paramLabel = "F",
            defaultValue = "0.2",
            description = "Share that validates, > 0 and < 1 (default: ${DEFAULT-VALUE}).")
    private double validationFraction;

    @Option(
            names = "--skip-bad-rows",
            description =
                    "Keypoints: bad rows go to DIR/rejects.csv and are counted; without it the first one is an error.")
    private boolean skipBadRows;

    @Option(
            names = "--group",
            paramLabel = "NAME",
            description = "Species, required: what they have in common, e.g. butterflies.")
    private Optional<String> group = Optional.empty();

    @Option(
            names = "--taxa",
            paramLabel = "FILE",
            description = "Species: taxa.csv with the columns latin, rank, parent, gbif, toxic, common_en and so on.")
    private Optional<Path> taxa = Optional.empty();

    @Option(
            names = "--negatives",
            paramLabel = "DIR",
            description =
                    "Species: photos of nothing in the group, in files and one level of folders. Nets learn from them"
                            + " to be unsure, and the threshold below which an answer is none of the group is fitted to them."
                            + " Detector, required: photos without faces, likewise.")
    private Optional<Path> negatives = Optional.empty();

    @Option(
            names = "--side",
            paramLabel = "PIXELS",
            defaultValue = "160",
            description = "Species: width and height of the stored photos, 8 to 1024 (default: ${DEFAULT-VALUE}).")
    private int sidePixels;

    @Option(
            names = "--broken-at-most",
            paramLabel = "SHARE",
            defaultValue = "0.05",
            description = "Species: broken files go to DIR/rejects.csv and are counted; a greater share of them is an"
                    + " error (default: ${DEFAULT-VALUE}).")
    private double brokenAtMost;

    @Option(names = "--parallelism", paramLabel = "N", description = "Tasks at once (default: one a core).")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    @Option(names = "--json", description = "Prints the manifest as JSON, of photos with photosPerSecond.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (!(validationFraction > 0 && validationFraction < 1)) {
            throw usage("--validation-fraction was " + validationFraction + " but must be > 0 and < 1");
        }
        if (parallelism < 1) {
            throw usage("--parallelism was " + parallelism + " but must be >= 1");
        }
        switch (kind) {
            case "keypoints" -> {
                refuse("species", "--group", "--taxa", "--negatives", "--side", "--broken-at-most");
                prepareFaces();
            }
            case "species" -> {
                refuse("keypoints", "--groups", "--skip-bad-rows");
                preparePhotos();
            }
            case "detector" -> {
                refuse("species", "--group", "--taxa");
                prepareDetector();
            }
            default -> throw usage("--kind was '" + kind + "' but must be keypoints, species or detector");
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

    private void prepareDetector() throws IOException {
        checkPhotoOptions();
        Path photos = negatives.orElseThrow(
                () -> usage("--negatives must be given with --kind detector: photos without faces"));
        CsvForm form = CsvForm.read(input);
        var blocks = new PhotoBlocks(
                new PhotoFolder(photos.toString(), List.of(), List.of()),
                NegativeFolder.read(photos, input),
                sidePixels);
        new DetectorPreparation(spec.commandLine().getOut(), parallelism)
                .run(
                        new DetectorPreparation.Faces(input, form, preparation(form)),
                        new PhotoPreparation("negatives", validationFraction, brokenAtMost, List.of()),
                        blocks,
                        output,
                        json);
    }

    private void checkPhotoOptions() {
        if (!(brokenAtMost >= 0 && brokenAtMost <= 1)) {
            throw usage("--broken-at-most was " + brokenAtMost + " but must be >= 0 and <= 1");
        }
        if (sidePixels < 8 || sidePixels > 1024) {
            throw usage("--side was " + sidePixels + " but must be >= 8 and <= 1024");
        }
    }

    private void preparePhotos() throws IOException {
        checkPhotoOptions();
        String name = group.orElseThrow(() -> usage("--group must be given with --kind species, e.g. butterflies"));
        if (!PhotoPreparation.isGroup(name)) {
            throw usage("--group was '" + name + "' but must be " + PhotoPreparation.GROUP_RULE);
        }
        PhotoFolder photos = PhotoFolder.read(input);
        List<Taxon> known = taxa.isPresent() ? TaxaFile.read(taxa.get()).of(photos) : List.of();
        NegativeFolder others =
                negatives.isPresent() ? NegativeFolder.read(negatives.get(), input) : NegativeFolder.NONE;
        new SpeciesPreparation(spec.commandLine().getOut(), spec.commandLine().getErr())
                .run(
                        new PhotoPreparation(name, validationFraction, brokenAtMost, known),
                        new PhotoBlocks(photos, others, sidePixels),
                        output,
                        parallelism,
                        json);
    }

    private ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void prepareFaces() throws IOException {
        long start = System.nanoTime();
        CsvForm form = CsvForm.read(input);
        try (DatasetWriter writer = DatasetWriter.create(output)) {
            DatasetManifest manifest = writer.finish(preparation(form), shards(form, writer.folder()));
            if (json) {
                spec.commandLine().getOut().println(manifest.json());
            } else {
                print(manifest, (System.nanoTime() - start) / 1e9);
            }
        }
    }

    private Preparation preparation(CsvForm form) throws IOException {
        Optional<Groups> known = groups.isPresent() ? Optional.of(Groups.read(groups.get())) : Optional.empty();
        String source = String.valueOf(input.getFileName());
        return new Preparation(source, form == CsvForm.TRAINING, known, validationFraction, skipBadRows);
    }

    private List<ShardSummary> shards(CsvForm form, Path folder) throws IOException {
        try (var told = Periodically.every(PROGRESS, () -> progress(folder))) {
            return PrepareJob.run(input, form, folder, parallelism);
        }
    }

    private void progress(Path folder) {
        int shards = Optional.ofNullable(folder.toFile().list())
                .map(files -> files.length)
                .orElse(0);
        spec.commandLine().getErr().printf("prepare: about %,d rows written%n", shards * Shard.BLOCK_ROWS);
    }

    private void print(DatasetManifest manifest, double seconds) {
        PrintWriter out = spec.commandLine().getOut();
        if (!manifest.labels().isEmpty()) {
            Keypoint.columns()
                    .forEach(
                            c -> out.printf("%-28s %,7d%n", c, manifest.labels().get(c)));
            out.println();
        }
        out.printf("%-28s %,7d%n", "rows", manifest.rows());
        out.printf("%-28s %,7d%n", "complete rows", manifest.completeRows());
        out.printf("%-28s %,7d%n", "rows of an earlier picture", manifest.duplicateRows());
        out.printf("%-28s %,7d%n", "bad rows left out", manifest.rejectedRows());
        out.printf("%-28s %,7d%n", "train rows", manifest.trainRows());
        out.printf("%-28s %,7d%n", "validation rows", manifest.validationRows());
        out.printf("%-28s %s%n", "content hash", manifest.contentHash());
        out.printf("%s: prepared in %.1f s, %,.0f rows/s%n", output, seconds, manifest.rows() / seconds);
    }
}
