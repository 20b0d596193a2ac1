package dev.fieldmark.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeadTest {
    private static final int FACES = 2;

    private final Random random = new Random(5);

    private float[] targets() {
        float[] targets = new float[FACES * 30];
        for (int i = 0; i < targets.length; i++) {
            // away from 0, where the heatmaps' means are: wing has a kink there
            targets[i] = (random.nextBoolean() ? 1 : -1) * (0.1f + 0.4f * random.nextFloat());
        }
        targets[4] = Float.NaN;
        targets[5] = Float.NaN;
        return targets;
    }

    private float[] outputs(Head head) {
        float[] outputs = new float[FACES * head.outputs()];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = random.nextFloat() - 0.5f;
        }
        return outputs;
    }

    /** By hand: the mean over the labelled targets of the criterion of each error. */
    private static double loss(Criterion criterion, float[] targets, float[] units) {
        double width = criterion.lossWidth() / 48;
        double sum = 0;
        for (int i = 0; i < units.length; i++) {
            if (!Float.isNaN(targets[i])) {
                double error = Math.abs((double) units[i] - targets[i]);
                sum += switch (criterion.loss()) {
                    case MSE -> error * error;
                    case HUBER -> error < width ? error * error : 2 * width * error - width * width;
                    case WING ->
                        error < width ? width * Math.log(1 + error / (width / 5)) : error - width + width * Math.log(6);
                };
            }
        }
        return sum / PointHead.labelled(targets);
    }

    @ParameterizedTest
    @EnumSource
    void slopesOfCoordinatesAreThoseOfTheirLoss(Criterion.Loss loss) {
        var criterion = new Criterion(loss, 10, 5, 0);
        checkSlopes(new Coordinates(criterion), criterion, 1e-3f);
    }

    @ParameterizedTest
    @EnumSource
    void slopesOfHeatmapsAreThoseOfTheLossOfTheirMeans(Criterion.Loss loss) {
        var criterion = new Criterion(loss, 10, 5, 0);
        checkSlopes(new Heatmaps(criterion), criterion, 0.5f);
    }

    private void checkSlopes(PointHead head, Criterion criterion, float step) {
        float[] targets = targets();
        float[] outputs = outputs(head);
        float[] slopes = head.slopes(targets, outputs);
        double largest = 0;
        for (int i = 0; i < outputs.length; i += 1 + head.outputs() / 40) {
            float[] more = outputs.clone();
            float[] less = outputs.clone();
            more[i] += step;
            less[i] -= step;
            double slope = (loss(criterion, targets, head.units(more)) - loss(criterion, targets, head.units(less)))
                    / ((double) more[i] - less[i]);
            largest = Math.max(largest, Math.abs(slope));
            assertThat((double) slopes[i]).as("output %s", i).isCloseTo(slope, within(0.05 * Math.abs(slope) + 1e-7));
        }
        assertThat(largest).isGreaterThan(1e-6);
    }

    @Test
    void aPointWithoutALabelHasNoSlope() {
        var head = new Heatmaps(new Criterion(Criterion.Loss.MSE, 2, 5, 1));
        float[] slopes = head.slopes(targets(), outputs(head));
        int cells = head.outputs() / 15;

        for (int i = 0; i < cells; i++) {
            assertThat(slopes[2 * cells + i]).isZero();
            assertThat(slopes[3 * cells + i]).isNotZero();
        }
    }

    @Test
    void stepsAlongTheCrossEntropyDrawTheHeatmapToTheTarget() {
        var head = new Heatmaps(new Criterion(Criterion.Loss.MSE, 2, 5, 1));
        float[] targets = targets();
        float[] outputs = outputs(head);
        for (int step = 0; step < 300; step++) {
            float[] slopes = head.slopes(targets, outputs);
            for (int i = 0; i < outputs.length; i++) {
                outputs[i] -= 1000 * slopes[i];
            }
        }

        float[] units = head.units(outputs);
        for (int i = 0; i < 30; i++) {
            if (!Float.isNaN(targets[i])) {
                assertThat(units[i]).as("coordinate %s", i).isCloseTo(targets[i], within(0.01f));
            }
        }
    }

    @Test
    void spreadOfHeatmapsIsTheRootOfTheirVarianceInPixels() {
        var head = new Heatmaps(new Criterion(Criterion.Loss.MSE, 2, 5, 1));
        int cells = head.outputs() / 15;
        float[] outputs = new float[head.outputs()];
        outputs[7 * Heatmaps.SIDE + 20] = 100; // one cell has it all
        outputs[cells + 7 * Heatmaps.SIDE + 10] = 100; // two share it, 6 and 8 cells apart
        outputs[cells + 15 * Heatmaps.SIDE + 16] = 100;

        float[] spreads = head.spreads(outputs);

        double cell = 2 * 4 * 4 / 12.0;
        assertThat(spreads).hasSize(15);
        assertThat((double) spreads[0]).isCloseTo(Math.sqrt(cell), within(1e-5));
        assertThat((double) spreads[1]).isCloseTo(Math.sqrt(12 * 12 + 16 * 16 + cell), within(1e-4));
        // even over the picture: each axis has the variance of 96 pixels
        assertThat((double) spreads[2]).isCloseTo(Math.sqrt(2 * 96 * 96 / 12.0), within(1e-3));
    }

    @Test
    void coordinatesSayNothingOfTheirSpread() {
        assertThat(new Coordinates(new Criterion(Criterion.Loss.MSE, 10, 5, 0)).spreads(new float[60]))
                .hasSize(30)
                .containsOnly(1);
    }

    @Test
    void oneHotCellIsItsMiddleInThePicture() {
        var head = new Heatmaps(new Criterion(Criterion.Loss.MSE, 2, 5, 1));
        float[] outputs = new float[head.outputs()];
        outputs[7 * Heatmaps.SIDE + 20] = 100;

        float[] units = head.units(outputs);

        // row 7 covers pixels 28 to 31, column 20 pixels 80 to 83
        assertThat(units[0] * 48 + 48).isCloseTo(81.5f, within(1e-3f));
        assertThat(units[1] * 48 + 48).isCloseTo(29.5f, within(1e-3f));
    }
}
