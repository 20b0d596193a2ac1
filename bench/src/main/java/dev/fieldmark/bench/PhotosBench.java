package dev.fieldmark.bench;

import dev.fieldmark.image.PhotoException;
import dev.fieldmark.image.SquarePhoto;
import dev.fieldmark.jobs.data.DatasetFolder;
import dev.fieldmark.jobs.data.WholeFolder;
import dev.fieldmark.jobs.flink.photos.PhotosJob;
import dev.fieldmark.jobs.photos.NegativeFolder;
import dev.fieldmark.jobs.photos.PhotoBlocks;
import dev.fieldmark.jobs.photos.PhotoFile;
import dev.fieldmark.jobs.photos.PhotoFolder;
import dev.fieldmark.jobs.photos.PhotoPreparation;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import javax.imageio.ImageIO;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code ./fieldmark bench photos}: photos/s of {@code prepare --kind species} beside ImageIO on one thread, which decodes
 * each photo and draws it to a small square. The baseline neither turns photos nor averages areas, hashes or writes.
 */
@Command(
        name = "photos",
        mixinStandardHelpOptions = true,
        description = "Photos/s of prepare --kind species beside ImageIO on one thread, measured in turn.")
public final class PhotosBench implements Callable<Integer> {

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--input", required = true, paramLabel = "DIR", description = "Photos, a folder a species.")
    @SuppressWarnings("NullAway.Init")
    private Path input;

    @Option(names = "--side", defaultValue = "160", description = "Of the small photos (default: ${DEFAULT-VALUE}).")
    private int sidePixels;

    @Option(names = "--rounds", defaultValue = "5", description = "Rounds (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--parallelism", description = "Of the job (default: one a core).")
    private int parallelism = Runtime.getRuntime().availableProcessors();

    @Override
    public Integer call() throws IOException, PhotoException {
        ImageIO.setUseCache(false);
        PhotoFolder photos = PhotoFolder.read(input);
        List<Path> files =
                photos.files().stream().map(PhotoFile::name).map(input::resolve).toList();
        List<Way> ways = List.of(
                new Way("baseline: ImageIO, decode and draw", () -> drawSmall(files)),
                new Way("our decoding alone, one thread", () -> decode(files)),
                new Way("prepare in a warm JVM, parallelism " + parallelism, () -> prepare(photos)));
        double[][] photosPerSecond = new double[ways.size()][rounds];
        for (int round = -1; round < rounds; round++) {
            for (int way = 0; way < ways.size(); way++) {
                long start = System.nanoTime();
                ways.get(way).work().run();
                if (round >= 0) {
                    photosPerSecond[way][round] = files.size() * 1e9 / (System.nanoTime() - start);
                }
            }
        }
        print(files.size(), ways, photosPerSecond);
        return 0;
    }

    private void print(int photos, List<Way> ways, double[][] photosPerSecond) {
        PrintWriter out = spec.commandLine().getOut();
        out.printf("%,d photos, %d rounds after one to warm up, medians (least to most)%n", photos, rounds);
        for (int way = 0; way < ways.size(); way++) {
            double[] ratios = new double[rounds];
            for (int round = 0; round < rounds; round++) {
                ratios[round] = photosPerSecond[way][round] / photosPerSecond[0][round];
            }
            Arrays.sort(ratios);
            double[] sorted = photosPerSecond[way].clone();
            Arrays.sort(sorted);
            out.printf(
                    "%-42s %,7.1f photos/s (%,.1f to %,.1f), %.2f x the baseline (%.2f to %.2f)%n",
                    ways.get(way).name(),
                    sorted[rounds / 2],
                    sorted[0],
                    sorted[rounds - 1],
                    ratios[rounds / 2],
                    ratios[0],
                    ratios[rounds - 1]);
        }
    }

    private void drawSmall(List<Path> files) throws IOException {
        for (Path file : files) {
            BufferedImage small = new BufferedImage(sidePixels, sidePixels, BufferedImage.TYPE_INT_RGB);
            Graphics2D pen = small.createGraphics();
            pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            pen.drawImage(ImageIO.read(file.toFile()), 0, 0, sidePixels, sidePixels, null);
            pen.dispose();
        }
    }

    private void decode(List<Path> files) throws IOException, PhotoException {
        for (Path file : files) {
            SquarePhoto.decode(Files.readAllBytes(file), PhotoBlocks.LIMITS, sidePixels);
        }
    }

    private void prepare(PhotoFolder photos) throws IOException {
        PhotoBlocks blocks = new PhotoBlocks(photos, NegativeFolder.NONE, sidePixels);
        Path folder = Files.createTempDirectory("fieldmark-bench");
        try (WholeFolder dataset = DatasetFolder.create(folder.resolve("photos"))) {
            new PhotoPreparation("bench", 0.2, 1, List.of())
                    .finish(dataset, blocks, PhotosJob.run(blocks, dataset.aside(), parallelism));
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    private record Way(String name, Work work) {}

    private interface Work {
        void run() throws IOException, PhotoException;
    }
}
