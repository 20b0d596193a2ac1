package dev.fieldmark.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.jobs.data.FaceSet;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistortionTest {
    private static final Augmentation NOTHING = new Augmentation(false, 48, 0, 0, 0, 0, 0, 0);

    private final byte[] greys = new byte[FaceSet.PIXELS];
    private final float[] picture = new float[FaceSet.PIXELS];
    private final float[] points = new float[FaceSet.TARGETS];

    private void distort(Augmentation augmentation, Recipe.Contrast contrast, long seed) {
        new Distortion(augmentation, contrast).apply(greys, 0, picture, 0, points, new SplittableRandom(seed));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void pointsGoWhereThePictureGoes(long seed) {
        // a white spot of 5x5 pixels around the only point
        for (int y = 28; y <= 32; y++) {
            Arrays.fill(greys, y * FaceSet.SIDE + 58, y * FaceSet.SIDE + 63, (byte) 255);
        }
        Arrays.fill(points, Float.NaN);
        points[0] = 60;
        points[1] = 30;

        distort(new Augmentation(false, 48, 25, 0.2, 8, 0, 0, 0), Recipe.Contrast.NONE, seed);

        double x = 0;
        double y = 0;
        double mass = 0;
        for (int i = 0; i < FaceSet.PIXELS; i++) {
            x += picture[i] * (i % FaceSet.SIDE);
            y += picture[i] * (i / FaceSet.SIDE);
            mass += picture[i];
        }
        assertThat((double) points[0]).isCloseTo(x / mass, within(0.1));
        assertThat((double) points[1]).isCloseTo(y / mass, within(0.1));
        assertThat(Math.hypot(points[0] - 60, points[1] - 30)).isGreaterThan(0.5);
    }

    @Test
    void aPointThatLeavesThePictureIsNotLearnedFrom() {
        Arrays.fill(points, 1);
        boolean left = false;
        for (long seed = 0; seed < 20; seed++) {
            float[] own = {1, 1, 48, 48};
            new Distortion(new Augmentation(false, 48, 0, 0, 10, 0, 0, 0), Recipe.Contrast.NONE)
                    .apply(greys, 0, picture, 0, own, new SplittableRandom(seed));
            assertThat(Float.isNaN(own[0])).isEqualTo(Float.isNaN(own[1]));
            assertThat(own[2]).isNotNaN();
            left |= Float.isNaN(own[0]);
        }
        assertThat(left).isTrue();
    }

    @Test
    void whatIsChangedIsStandardizedAfterwards() {
        new java.util.Random(3).nextBytes(greys);
        distort(new Augmentation(false, 48, 15, 0.1, 4, 0.4, 0.05, 0), Recipe.Contrast.STANDARDIZE, 4);

        double sum = 0;
        double squares = 0;
        for (float value : picture) {
            sum += value;
            squares += value * value;
        }
        assertThat(sum / picture.length).isCloseTo(0, within(1e-5));
        assertThat(squares / picture.length).isCloseTo(1, within(1e-4));
    }

    @Test
    void noiseHasTheDeviationThatWasAskedFor() {
        Arrays.fill(greys, (byte) 100);
        distort(new Augmentation(false, 48, 0, 0, 0, 0, 0.1, 0), Recipe.Contrast.NONE, 5);

        double squares = 0;
        for (float value : picture) {
            squares += Math.pow(value - 100 / 255.0, 2);
        }
        assertThat(Math.sqrt(squares / picture.length)).isCloseTo(0.1, within(0.003));
    }

    @Test
    void cutoutBlanksOneSquare() {
        Arrays.fill(greys, (byte) 255);
        distort(new Augmentation(false, 48, 0, 0, 0, 0, 0, 0.25), Recipe.Contrast.NONE, 6);

        int blank = 0;
        for (float value : picture) {
            blank += value == 0.5f ? 1 : 0;
        }
        assertThat(blank).isEqualTo(24 * 24);
    }

    @Test
    void nothingChangesNothing() {
        new java.util.Random(3).nextBytes(greys);
        points[0] = 17;
        distort(NOTHING, Recipe.Contrast.NONE, 7);

        for (int i = 0; i < FaceSet.PIXELS; i++) {
            assertThat(picture[i]).isEqualTo((greys[i] & 255) / 255f, within(1e-5f));
        }
        assertThat(points[0]).isEqualTo(17);
    }
}
