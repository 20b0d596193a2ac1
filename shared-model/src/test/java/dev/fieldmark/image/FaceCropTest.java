package dev.fieldmark.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.domain.KeypointEstimate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceCropTest {
    private static final double DOT_X = 211.3;
    private static final double DOT_Y = 140.8;

    /** A dot in a photo of 400 x 300: where it is in the crop, told back, is where it is in the photo. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, 400, 300", // the whole photo, squeezed
        "160, 90, 96, 96",
        "150.25, 81.5, 120.5, 120.5",
        "190, 120, 48, 48", // grows
        "100, 20, 300, 300", // shrinks, and reaches beyond the photo
        "-40, -60, 400, 400"
    })
    void aPointOfTheCropIsThatPointOfThePhoto(double x, double y, double width, double height) {
        var box = new FaceBox(x, y, width, height);
        var photo = new Photo(dot(400, 300, 0.06 * width));

        float[] net = centre(photo.toNetInput(box));

        KeypointEstimate told = photo.keypoints(box, all(net)).get(0);
        assertThat(told.xPixels()).isCloseTo(DOT_X, within(0.02 * width / 96));
        assertThat(told.yPixels()).isCloseTo(DOT_Y, within(0.02 * height / 96));
    }

    @Test
    void radiiGrowWithTheBox() {
        var photo = new Photo(dot(400, 300, 5));
        float[] radii = new float[Keypoint.all().size()];
        radii[0] = 2;

        assertThat(photo.keypoints(new FaceBox(10, 10, 48, 192), all(40, 40), radii)
                        .get(0)
                        .radius90Pixels())
                .hasValue(4);
    }

    @Test
    void theWholePhotoAsABoxIsWhatItWasWithoutOne() {
        var photo = new Photo(dot(130, 77, 9));

        assertThat(photo.toNetInput(photo.whole())).isEqualTo(photo.toNetInput());
        assertThat(photo.upright().cropped(photo.whole(), 96, 96).greys())
                .isEqualTo(photo.upright().resized(96, 96).greys());
    }

    @Test
    void beyondThePhotoItsOutermostPixelsAreContinued() {
        var picture = new GreyPicture(2, 1, new byte[] {10, 90});

        assertThat(picture.cropped(new FaceBox(-2, -1, 6, 3), 6, 3).greys())
                .containsExactly(
                        10, 10, 10, 90, 90, 90, //
                        10, 10, 10, 90, 90, 90, //
                        10, 10, 10, 90, 90, 90);
        assertThat(picture.cropped(new FaceBox(-4, 0, 8, 1), 2, 1).greys()).containsExactly(10, 70);
        assertThat(picture.cropped(new FaceBox(1e9, -1e12, 8, 1), 1, 1).greys()).containsExactly(90);
    }

    @Test
    void aBoxThatIsNoSquareBecomesOneAroundItsMiddle() {
        FaceBox square = new FaceBox(10, 20, 30, 50).square();

        assertThat(square).isEqualTo(new FaceBox(0, 20, 50, 50));
        assertThat(square.square()).isSameAs(square);
        assertThat(square.overlap(new FaceBox(25, 20, 50, 50))).isCloseTo(1.0 / 3, within(1e-12));
        assertThat(square.overlap(new FaceBox(60, 20, 50, 50))).isZero();
    }

    @Test
    void aBoxWithoutAreaIsRefused() {
        assertThatThrownBy(() -> new FaceBox(0, 0, 5, 0))
                .hasMessage("box was 5.0x0.0 but each side must be finite and > 0");
        assertThatThrownBy(() -> new FaceBox(Double.NaN, 0, 5, 5))
                .hasMessage("corner of the box was (NaN, 0.0) but must be finite");
    }

    private static GreyPicture dot(int width, int height, double deviation) {
        byte[] greys = new byte[width * height];
        for (int i = 0; i < greys.length; i++) {
            double x = (i % width - DOT_X) / deviation;
            double y = (i / width - DOT_Y) / deviation;
            greys[i] = (byte) (int) Math.round(255 * Math.exp(-(x * x + y * y) / 2));
        }
        return new GreyPicture(width, height, greys);
    }

    private static float[] centre(float[] picture) {
        double sum = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < picture.length; i++) {
            sum += picture[i];
            x += picture[i] * (i % NetInput.SIDE);
            y += picture[i] * (i / NetInput.SIDE);
        }
        return new float[] {(float) (x / sum), (float) (y / sum)};
    }

    private static float[] all(float... point) {
        float[] all = new float[2 * Keypoint.all().size()];
        all[0] = point[0];
        all[1] = point[1];
        return all;
    }
}
