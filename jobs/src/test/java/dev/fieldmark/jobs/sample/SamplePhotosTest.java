package dev.fieldmark.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.data.BadDataException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SamplePhotosTest {
    private static final SampleSpecies[] SPECIES = SampleSpecies.values();

    @TempDir
    Path folder;

    @Test
    void drawsTheSamePhotoFromTheSameSeed() {
        SamplePhoto photo = SamplePhoto.draw(SampleSpecies.PICTURA_ALBA, 1, 7);
        assertThat(SamplePhoto.draw(SampleSpecies.PICTURA_ALBA, 1, 7).rgb()).isEqualTo(photo.rgb());
        assertThat(SamplePhoto.draw(SampleSpecies.PICTURA_ALBA, 2, 7).rgb()).isNotEqualTo(photo.rgb());
        assertThat(SamplePhoto.draw(SampleSpecies.PICTURA_ALBA, 1, 8).rgb()).isNotEqualTo(photo.rgb());
    }

    /** Written down once: another JDK or another machine must write these bytes. */
    @Test
    void writesTheSameBytesOnEveryJvm() {
        int digest = 1;
        for (int number = 1; number <= 2 * SPECIES.length; number++) {
            SampleSpecies species = SPECIES[(number - 1) % SPECIES.length];
            digest = 31 * digest + Arrays.hashCode(StoredPng.of(SamplePhoto.draw(species, 1, number)));
        }
        assertThat(digest).isEqualTo(125493145);
    }

    /** In one pose, place and light, so that nothing but the species makes the difference. */
    @Test
    void drawsEverySpeciesUnlikeEveryOther() {
        for (int number = 1; number <= 3; number++) {
            List<SamplePhoto> photos = new ArrayList<>();
            for (SampleSpecies species : SPECIES) {
                SamplePhoto photo = SamplePhoto.draw(species, 1, number);
                for (SamplePhoto other : photos) {
                    assertThat(differingPixels(photo, other))
                            .as("%s, pose %d", species, number)
                            .isGreaterThan(60);
                }
                photos.add(photo);
            }
        }
    }

    @Test
    void makesTheFirstTwoSpeciesTheMostAlike() {
        SamplePhoto first = SamplePhoto.draw(SPECIES[0], 1, 1);
        int hard = differingPixels(first, SamplePhoto.draw(SPECIES[1], 1, 1));
        for (int i = 2; i < SPECIES.length; i++) {
            assertThat(differingPixels(first, SamplePhoto.draw(SPECIES[i], 1, 1)))
                    .as("%s", SPECIES[i])
                    .isGreaterThan(2 * hard);
        }
    }

    @Test
    void cannotBeToldApartByTheMeanColourOfAPhoto() {
        int each = 12;
        double[][] centres = new double[SPECIES.length][3];
        List<double[]> unseen = new ArrayList<>();
        for (int photo = 0; photo < each * SPECIES.length; photo++) {
            int species = photo % SPECIES.length;
            double[] mean = meanColour(SamplePhoto.draw(SPECIES[species], 1, photo));
            for (int channel = 0; channel < 3; channel++) {
                centres[species][channel] += mean[channel] / each;
            }
            unseen.add(meanColour(SamplePhoto.draw(SPECIES[species], 2, photo)));
        }
        int right = 0;
        for (int photo = 0; photo < unseen.size(); photo++) {
            right += nearest(centres, unseen.get(photo)) == photo % SPECIES.length ? 1 : 0;
        }
        assertThat((double) right / unseen.size()).isLessThan(0.35);
    }

    @Test
    void writesAFolderASpeciesAndTheirTaxa() throws IOException {
        Path output = Files.createDirectory(folder.resolve("photos"));
        List<Integer> told = new ArrayList<>();
        SamplePhotos.write(output, 1, 2 * SPECIES.length, told::add);
        assertThat(told).hasSize(2 * SPECIES.length).endsWith(2 * SPECIES.length);
        for (SampleSpecies species : SPECIES) {
            assertThat(names(output.resolve(species.latin().replace(' ', '_')))).hasSize(2);
        }
        assertThat(Files.readAllLines(output.resolve("taxa.csv")))
                .startsWith(
                        "latin,common_en,rank,parent,gbif,toxic",
                        "Exemplaria prima,first sample tortoiseshell,species,Exemplaria,,")
                .contains("Exemplaria,,genus,,,")
                .hasSize(1 + SPECIES.length + 6);
        assertThat(names(folder)).containsExactly("photos");
    }

    @Test
    void writesWhatOthersReadAsTheSamePixels() throws IOException {
        SamplePhotos.write(folder.resolve("photos"), 5, SPECIES.length, done -> {});
        BufferedImage read =
                ImageIO.read(folder.resolve("photos/Exemplaria_prima/00001.png").toFile());
        SamplePhoto drawn = SamplePhoto.draw(SampleSpecies.EXEMPLARIA_PRIMA, 5, 1);
        assertThat(read.getWidth()).isEqualTo(drawn.width());
        assertThat(read.getHeight()).isEqualTo(drawn.height());
        byte[] rgb = new byte[drawn.rgb().length];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = read.getRGB(i / 3 % drawn.width(), i / 3 / drawn.width());
            rgb[i] = (byte) (pixel >> 16 - 8 * (i % 3));
        }
        assertThat(rgb).isEqualTo(drawn.rgb());
    }

    @Test
    void refusesAFolderThatIsNotEmptyAndLeavesItAsItWas() throws IOException {
        Path mine = Files.writeString(folder.resolve("mine.txt"), "mine");
        assertThatThrownBy(() -> SamplePhotos.write(folder, 1, 10, done -> {}))
                .isInstanceOf(BadDataException.class)
                .hasMessage(folder + ": was not empty but must be a new or an empty folder");
        assertThat(names(folder)).containsExactly("mine.txt");
        assertThatThrownBy(() -> SamplePhotos.write(mine, 1, 10, done -> {}))
                .hasMessage(mine + ": was a file but must be a new or an empty folder");
    }

    @Test
    void leavesNothingBehindWhereItFails() throws IOException {
        assertThatThrownBy(() -> SamplePhotos.write(folder.resolve("photos"), 1, 10, done -> {
                    throw new IllegalStateException("no more");
                }))
                .hasMessage("no more");
        assertThat(names(folder)).isEmpty();
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    /** Pixels of which a channel differs by a tenth of full light or more. */
    private static int differingPixels(SamplePhoto one, SamplePhoto other) {
        int pixels = 0;
        for (int i = 0; i < one.rgb().length; i += 3) {
            int largest = 0;
            for (int channel = i; channel < i + 3; channel++) {
                largest = Math.max(largest, Math.abs((one.rgb()[channel] & 255) - (other.rgb()[channel] & 255)));
            }
            pixels += largest >= 26 ? 1 : 0;
        }
        return pixels;
    }

    private static double[] meanColour(SamplePhoto photo) {
        double[] mean = new double[3];
        for (int i = 0; i < photo.rgb().length; i++) {
            mean[i % 3] += (photo.rgb()[i] & 255) * 3.0 / photo.rgb().length;
        }
        return mean;
    }

    private static int nearest(double[][] centres, double[] colour) {
        int nearest = 0;
        for (int i = 1; i < centres.length; i++) {
            nearest = distance(centres[i], colour) < distance(centres[nearest], colour) ? i : nearest;
        }
        return nearest;
    }

    private static double distance(double[] one, double[] other) {
        double sum = 0;
        for (int i = 0; i < one.length; i++) {
            sum += (one[i] - other[i]) * (one[i] - other[i]);
        }
        return sum;
    }
}
