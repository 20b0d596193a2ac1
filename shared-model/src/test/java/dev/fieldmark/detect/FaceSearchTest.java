package dev.fieldmark.detect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.domain.FoundFace;
import dev.fieldmark.image.GreyPicture;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceSearchTest {
    private final FaceSearch search = new FaceSearch(FaceSearch.DEFAULT_SCORE);

    /** White squares are faces: found at whichever size of the photo they have the net's size. */
    @ParameterizedTest
    @CsvSource({"200, 100, 26", "320, 240, 47", "300, 200, 64", "320, 240, 150", "320, 240, 400", "32, 30, 50"})
    void findsAFaceOfAnySizeWhereItIs(double x, double y, double side) {
        var box = FaceBox.around(x, y, side);

        List<FoundFace> found = search.faces(photo(640, 480, box), FaceSearchTest::squares);

        assertThat(found).hasSize(1);
        assertThat(found.get(0).box().overlap(box)).isGreaterThan(0.85);
    }

    @Test
    void findsFacesInALargePhotoThatIsSearchedSmaller() {
        var one = FaceBox.around(700, 400, 300);
        var other = FaceBox.around(1900, 1100, 180);

        List<FoundFace> found = search.faces(photo(2560, 1440, one, other), FaceSearchTest::squares);

        assertThat(found).hasSize(2);
        assertThat(found).anySatisfy(face -> assertThat(face.box().overlap(one)).isGreaterThan(0.85));
        assertThat(found)
                .anySatisfy(face -> assertThat(face.box().overlap(other)).isGreaterThan(0.85));
    }

    @Test
    void findsNothingWhereThereIsNothing() {
        assertThat(search.faces(photo(97, 31), FaceSearchTest::squares)).isEmpty();
        assertThat(search.faces(photo(1, 1), FaceSearchTest::squares)).isEmpty();
    }

    @Test
    void manyBoxesOfAFaceBecomeOneAtTheirMean() {
        CellNet likely = (picture, width, height) -> {
            float[] cells = new float[picture.length / 16 * 4];
            int plane = picture.length / 16;
            int columns = width / 4;
            // two neighbouring cells, in the photo at its own size alone
            if (width == 152) {
                for (int column : new int[] {15, 16}) {
                    int cell = 20 * columns + column;
                    cells[cell] = column == 15 ? 0.6f : 0.9f;
                    cells[3 * plane + cell] = 40;
                }
            }
            return cells;
        };

        List<FoundFace> found = search.faces(photo(104, 104), likely);

        // cell 16 has its middle at 65.5, of which 24 are the margin
        assertThat(found).hasSize(1);
        assertThat(found.get(0).score()).isCloseTo(0.9, within(1e-6));
        assertThat(found.get(0).box().centreXPixels()).isCloseTo(41.5 - 4 * 0.36 / (0.36 + 0.81), within(1e-5));
        assertThat(found.get(0).box().widthPixels()).isCloseTo(40, within(1e-5));
    }

    private static GreyPicture photo(int width, int height, FaceBox... faces) {
        byte[] greys = new byte[width * height];
        for (int i = 0; i < greys.length; i++) {
            int x = i % width;
            int y = i / width;
            for (FaceBox face : faces) {
                if (Math.abs(x - face.centreXPixels()) <= face.widthPixels() / 2
                        && Math.abs(y - face.centreYPixels()) <= face.heightPixels() / 2) {
                    greys[i] = (byte) 255;
                }
            }
        }
        return new GreyPicture(width, height, greys);
    }

    /** A net that knows white squares: from a cell's pixel it walks to the edges of the white. */
    private static float[] squares(float[] picture, int width, int height) {
        int columns = width / Cells.PIXELS;
        int plane = columns * (height / Cells.PIXELS);
        float[] cells = new float[4 * plane];
        for (int cell = 0; cell < plane; cell++) {
            int x = cell % columns * Cells.PIXELS + 2;
            int y = cell / columns * Cells.PIXELS + 2;
            double left = walk(picture, width, height, x, y, -1, 0);
            double right = walk(picture, width, height, x, y, 1, 0);
            double up = walk(picture, width, height, x, y, 0, -1);
            double down = walk(picture, width, height, x, y, 0, 1);
            double across = left + right - 1;
            double high = up + down - 1;
            double side = Math.max(across, high);
            boolean square = Math.min(across, high) > 0.7 * side && side >= 22 && side <= 52;
            if (square && Math.abs(left - right) < side / 3 && Math.abs(up - down) < side / 3) {
                cells[cell] = 0.9f;
                cells[plane + cell] = (float) ((right - left) / 2 + x - Cells.middle(cell % columns));
                cells[2 * plane + cell] = (float) ((down - up) / 2 + y - Cells.middle(cell / columns));
                cells[3 * plane + cell] = (float) side;
            }
        }
        return cells;
    }

    private static double walk(float[] picture, int width, int height, int x, int y, int dx, int dy) {
        double steps = 0;
        int column = x;
        int row = y;
        while (column >= 0 && column < width && row >= 0 && row < height) {
            float white = picture[row * width + column];
            steps += white;
            if (white < 0.5) {
                return steps;
            }
            column += dx;
            row += dy;
        }
        return steps;
    }
}
