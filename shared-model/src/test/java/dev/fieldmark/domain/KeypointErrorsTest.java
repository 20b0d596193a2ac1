package dev.fieldmark.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class KeypointErrorsTest {
    @Test
    void countsLabelledCoordinatesAlone() {
        float[] targets = new float[60];
        Arrays.fill(targets, Float.NaN);
        targets[0] = 10; // left eye centre, x, of both rows
        targets[30] = 10;
        targets[1] = 20; // and y of the first
        targets[21] = 50; // nose tip, y
        float[][] estimates = new float[2][30];
        estimates[0][0] = 13;
        estimates[1][0] = 14;
        estimates[0][1] = 20;
        estimates[0][21] = 55;

        var errors = KeypointErrors.of(estimates, targets);

        assertThat(errors.rows()).isEqualTo(2);
        assertThat(errors.labelledCoordinates()).isEqualTo(4);
        assertThat(errors.rmsePixels().orElseThrow()).isCloseTo(Math.sqrt((9 + 16 + 25) / 4.0), within(1e-12));
        assertThat(errors.rmsePixels(Keypoint.LEFT_EYE_CENTER).orElseThrow())
                .isCloseTo(Math.sqrt(25 / 3.0), within(1e-12));
        assertThat(errors.rmsePixels(Keypoint.NOSE_TIP).orElseThrow()).isEqualTo(5);
        assertThat(errors.rmsePixels(Keypoint.MOUTH_LEFT_CORNER)).isEmpty();
    }

    @Test
    void hasNoRootWhereNothingIsLabelled() {
        assertThat(KeypointErrors.of(new float[0][], new float[0]).rmsePixels()).isEmpty();
    }

    @Test
    void isNotANumberWhereAnEstimateIsNone() {
        float[][] estimates = new float[1][30];
        estimates[0][3] = Float.NaN;

        assertThat(KeypointErrors.of(estimates, new float[30]).rmsePixels().orElseThrow())
                .isNaN();
    }

    @Test
    void refusesTargetsOfOtherRows() {
        assertThatThrownBy(() -> KeypointErrors.of(new float[1][30], new float[29]))
                .hasMessage("targets were 29 but must be 30 for each of 1 rows");
    }
}
