package dev.fieldmark.jobs.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceRow;
import dev.fieldmark.jobs.data.FaceSet;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleFacesTest {
    private static final List<FaceRow> FACES = SampleFaces.draw(1, 500);

    @Test
    void drawsTheSameRowsFromTheSameSeed() {
        FaceRow again = SampleFaces.row(1, 77);
        assertThat(again.greys()).isEqualTo(FACES.get(76).greys());
        assertThat(again.targets()).isEqualTo(FACES.get(76).targets());
        assertThat(SampleFaces.row(2, 77).greys()).isNotEqualTo(again.greys());
    }

    /** Written down once: another JDK or another machine must draw these bytes. */
    @Test
    void drawsTheSameBytesOnEveryJvm() {
        assertThat(Arrays.hashCode(SampleFace.draw(1, 1).greys())).isEqualTo(-1914836209);
        assertThat(Arrays.hashCode(SampleFace.draw(1, 1).points())).isEqualTo(-1345269128);
    }

    @Test
    void leavesKagglesGaps() {
        assertThat(FACES.stream().filter(face -> labelled(face) == 30).count() / 500.0)
                .isBetween(0.22, 0.40);
        assertThat(share(Keypoint.LEFT_EYE_CENTER)).isGreaterThan(0.98);
        assertThat(share(Keypoint.MOUTH_CENTER_BOTTOM_LIP)).isGreaterThan(0.98);
        assertThat(share(Keypoint.NOSE_TIP)).isGreaterThan(0.98);
        assertThat(share(Keypoint.LEFT_EYEBROW_OUTER_END)).isBetween(0.22, 0.45);
        assertThat(share(Keypoint.MOUTH_CENTER_TOP_LIP)).isBetween(0.22, 0.45);
    }

    @Test
    void repeatsAFewRows() {
        Set<Integer> pictures = new HashSet<>();
        FACES.forEach(face -> pictures.add(Arrays.hashCode(face.greys())));
        assertThat(500 - pictures.size()).isBetween(1, 15);
    }

    @Test
    void keepsEveryPointInThePictureAndLeftOnTheRight() {
        for (int number = 1; number <= 300; number++) {
            float[] points = SampleFace.draw(5, number).points();
            for (float point : points) {
                assertThat(point).isBetween(0f, 96f);
            }
            assertThat(points[0]).isGreaterThan(points[2] + 15);
            assertThat(points[29]).isGreaterThan(points[21]);
        }
    }

    /** What a net scores that learns nothing; Kaggle's own faces are at about 3.5 to 4. */
    @Test
    void variesAsMuchAsRealFaces() {
        double squares = 0;
        int count = 0;
        for (int column = 0; column < FaceSet.TARGETS; column++) {
            double[] values = column(column);
            double mean = Arrays.stream(values).average().orElseThrow();
            squares += Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
            count += values.length;
        }
        assertThat(Math.sqrt(squares / count)).isBetween(3.2, 5.0);
    }

    private static double share(Keypoint keypoint) {
        return column(2 * keypoint.ordinal()).length / 500.0;
    }

    private static double[] column(int column) {
        return FACES.stream()
                .mapToDouble(face -> face.targets()[column])
                .filter(value -> !Double.isNaN(value))
                .toArray();
    }

    private static long labelled(FaceRow face) {
        return IntStream.range(0, 30)
                .filter(i -> !Float.isNaN(face.targets()[i]))
                .count();
    }
}
