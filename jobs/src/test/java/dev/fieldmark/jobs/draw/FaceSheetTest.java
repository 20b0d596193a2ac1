package dev.fieldmark.jobs.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.jobs.data.FaceRow;
import dev.fieldmark.jobs.sample.SampleFaces;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaceSheetTest {
    private static final int ORANGE = 0xFF8A1F;

    @TempDir
    Path folder;

    @Test
    void putsAPredictedPointOnThePixelThatItNames() {
        float[] predicted = new float[30];
        Arrays.fill(predicted, 5);
        predicted[20] = 40;
        predicted[21] = 60;
        float[] unknown = new float[30];
        Arrays.fill(unknown, Float.NaN);

        var sheet = FaceSheet.draw("net", List.of(new DrawnFace(1, new byte[9216], predicted, unknown)));

        // six times as large, below the legend
        assertThat(rgb(sheet, 12 + 6 * 40 + 3, 50 + 6 * 60 + 3)).isEqualTo(ORANGE);
        assertThat(rgb(sheet, 12 + 6 * 60 + 3, 50 + 6 * 40 + 3)).isZero();
    }

    @Test
    void drawsTruePointsWhereThereAreAny() {
        var face = SampleFaces.draw(1, 1).get(0);
        float[] predicted = new float[30];
        float[] unknown = new float[30];
        Arrays.fill(unknown, Float.NaN);

        var with = FaceSheet.draw("net", List.of(new DrawnFace(1, face.greys(), predicted, face.targets())));
        var without = FaceSheet.draw("net", List.of(new DrawnFace(1, face.greys(), predicted, unknown)));

        assertThat(count(with, 0x3DE8FF)).isGreaterThan(count(without, 0x3DE8FF) + 100);
    }

    @Test
    void writesFourFacesARow() throws IOException {
        Path png = folder.resolve("sheet.png");
        var faces =
                SampleFaces.draw(2, 6).stream().map(FaceSheetTest::nearlyRight).toList();

        Png.write(png, FaceSheet.draw("keypoints@1", faces));

        BufferedImage sheet = ImageIO.read(png.toFile());
        assertThat(sheet.getWidth()).isEqualTo(1212);
        assertThat(sheet.getHeight()).isEqualTo(2 * 12 + 26 + 2 * (288 + 24 + 12));
        assertThat(folder).isDirectoryNotContaining("glob:**/.*");
    }

    @Test
    void refusesToDrawNobody() {
        assertThatThrownBy(() -> FaceSheet.draw("net", List.of())).hasMessage("faces to draw were 0 but must be >= 1");
    }

    private static DrawnFace nearlyRight(FaceRow face) {
        float[] predicted = face.targets().clone();
        IntStream.range(0, 30).forEach(i -> predicted[i] = Float.isNaN(predicted[i]) ? 48 : predicted[i] + i % 5 - 2);
        return new DrawnFace(face.row(), face.greys(), predicted, face.targets());
    }

    private static int rgb(BufferedImage image, int x, int y) {
        return image.getRGB(x, y) & 0xffffff;
    }

    private static long count(BufferedImage image, int rgb) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .filter(i -> rgb(image, i % image.getWidth(), i / image.getWidth()) == rgb)
                .count();
    }
}
