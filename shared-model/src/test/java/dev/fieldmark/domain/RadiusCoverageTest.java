package dev.fieldmark.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RadiusCoverageTest {
    @Test
    void countsLabelledPointsAlone() {
        float[] targets = new float[90];
        Arrays.fill(targets, Float.NaN);
        for (int row = 0; row < 3; row++) {
            targets[30 * row + 20] = 3; // nose tip, 5 pixels away
            targets[30 * row + 21] = 4;
        }
        targets[0] = 10; // left eye centre, without its y
        targets[28] = 1; // bottom lip
        targets[29] = 0;
        var distances = new KeypointDistances(new float[3][30], targets);
        float[][] radii = new float[3][15];
        radii[0][10] = 4.9f;
        radii[1][10] = 5;
        radii[2][10] = 6;
        radii[0][14] = 2;

        var coverage = RadiusCoverage.of(distances, radii);

        assertThat(distances.pixels(0, Keypoint.NOSE_TIP)).isEqualTo(5);
        assertThat(distances.pixels(0, Keypoint.LEFT_EYE_CENTER)).isNaN();
        assertThat(coverage.share(Keypoint.NOSE_TIP).orElseThrow()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(coverage.meanRadiusPixels(Keypoint.NOSE_TIP).orElseThrow()).isCloseTo(5.3, within(1e-6));
        assertThat(coverage.share().orElseThrow()).isEqualTo(0.75);
        assertThat(coverage.meanRadiusPixels().orElseThrow()).isCloseTo(17.9 / 4, within(1e-6));
        assertThat(coverage.share(Keypoint.LEFT_EYE_CENTER)).isEmpty();
        assertThat(coverage.meanRadiusPixels(Keypoint.LEFT_EYE_CENTER)).isEmpty();
    }

    @Test
    void aPointThatIsNoNumberIsNotCovered() {
        float[][] estimates = new float[1][30];
        estimates[0][20] = Float.NaN;
        float[][] radii = new float[1][15];
        Arrays.fill(radii[0], 200);

        var coverage = RadiusCoverage.of(new KeypointDistances(estimates, new float[30]), radii);

        assertThat(coverage.share(Keypoint.NOSE_TIP).orElseThrow()).isZero();
        assertThat(coverage.share().orElseThrow()).isCloseTo(14 / 15.0, within(1e-12));
    }

    @Test
    void refusesOtherRows() {
        assertThatThrownBy(() -> new KeypointDistances(new float[1][30], new float[29]))
                .hasMessage("targets were 29 but must be 30 for each of 1 rows");
        var distances = new KeypointDistances(new float[1][30], new float[30]);
        assertThatThrownBy(() -> RadiusCoverage.of(distances, new float[2][15]))
                .hasMessage("rows of radii were 2 but must be 1");
    }
}
