package dev.fieldmark.jobs.photos;

import dev.fieldmark.domain.Taxon;
import dev.fieldmark.jobs.data.DatasetFolder;
import dev.fieldmark.jobs.data.WholeFolder;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;

/** Drawn photos of drawn species. */
public final class TestPhotos {
    public static final List<String> SPECIES = List.of("Alba_prima", "Caerulea_secunda", "Rubra_tertia");

    private TestPhotos() {}

    /** A folder a species with so many photos each, PNG, JPEG and GIF in turn, whose names don't tell. */
    public static Path draw(Path folder, int each) throws IOException {
        for (int species = 0; species < SPECIES.size(); species++) {
            Path one = Files.createDirectories(folder.resolve(SPECIES.get(species)));
            for (int i = 0; i < each; i++) {
                String format = List.of("png", "jpg", "gif").get(i % 3);
                ImageIO.write(
                        picture(1000L * species + i),
                        format,
                        one.resolve("%02d.photo".formatted(i)).toFile());
            }
        }
        return folder;
    }

    /** So many photos of nothing in the group, half of them in a folder. */
    public static Path drawNegatives(Path folder, int count) throws IOException {
        Path birds = Files.createDirectories(folder.resolve("birds"));
        for (int i = 0; i < count; i++) {
            Path file = (i % 2 == 0 ? folder : birds).resolve("%02d.png".formatted(i));
            ImageIO.write(picture(50_000L + i), "png", file.toFile());
        }
        return folder;
    }

    /** A dataset of such a folder, a quarter of which validates. */
    public static Path prepare(Path input, Path output, int sidePixels, List<Taxon> taxa) throws IOException {
        return prepare(input, NegativeFolder.NONE, output, sidePixels, taxa);
    }

    /** The same with photos of nothing in the group. */
    public static Path prepare(Path input, NegativeFolder negatives, Path output, int sidePixels, List<Taxon> taxa)
            throws IOException {
        PhotoBlocks blocks = new PhotoBlocks(PhotoFolder.read(input), negatives, sidePixels);
        try (WholeFolder dataset = DatasetFolder.create(output)) {
            List<BlockSummary> summaries = new ArrayList<>();
            for (int block = 0; block < blocks.count(); block++) {
                summaries.add(blocks.write(block, dataset.aside()));
            }
            new PhotoPreparation("samples", 0.25, 0, taxa).finish(dataset, blocks, summaries);
        }
        return output;
    }

    /** Blocks of colour by chance: two seeds are never nearly the same. */
    public static BufferedImage picture(long seed) {
        var random = new Random(seed);
        var image = new BufferedImage(54, 40, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        for (int y = 0; y < 40; y += 5) {
            for (int x = 0; x < 54; x += 6) {
                pen.setPaint(new GradientPaint(x, y, colour(random), x + 6, y + 5, colour(random)));
                pen.fillRect(x, y, 6, 5);
            }
        }
        pen.dispose();
        return image;
    }

    private static Color colour(Random random) {
        return new Color(random.nextInt(1 << 24));
    }
}
