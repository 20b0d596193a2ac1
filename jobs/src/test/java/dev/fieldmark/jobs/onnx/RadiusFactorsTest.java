package dev.fieldmark.jobs.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.domain.KeypointDistances;
import dev.fieldmark.domain.RadiusCoverage;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RadiusFactorsTest {
    private static final int POINTS = Keypoint.all().size();

    @Test
    void theQuantileLeavesRoomForTheOneToCome() {
        assertThat(RadiusFactors.quantile90(
                        IntStream.rangeClosed(1, 99).asDoubleStream().toArray()))
                .isEqualTo(90);
        assertThat(RadiusFactors.quantile90(
                        IntStream.rangeClosed(1, 100).asDoubleStream().toArray()))
                .isEqualTo(91);
        assertThat(RadiusFactors.quantile90(9, 8, 7, 6, 5, 4, 3, 2, 1)).isEqualTo(9);
        assertThat(RadiusFactors.quantile90(9, 8, 7, 6, 5, 4, 3, 2, 1, 10)).isEqualTo(10);
        assertThat(RadiusFactors.quantile90(3, 5)).isEqualTo(5);
    }

    /** The distance of a point whose x and y are off by normal errors is Rayleigh's: 90% of it lie below 2.146. */
    @Test
    void factorsAreTheQuantileOfAKnownDistribution() {
        var faces = Faces.draw(20_000, 1);

        float[] factors = faces.fit().values();

        for (Keypoint point : Keypoint.all()) {
            int i = point.ordinal();
            double expected = Math.sqrt(2 * Math.log(10)) * Faces.deviationPerSpread(i);
            assertThat((double) factors[i]).as(point.label()).isCloseTo(expected, within(0.03 * expected));
        }
    }

    @Test
    void nineInTenOfFreshPointsLieWithinTheirRadius() {
        RadiusFactors factors = Faces.draw(2_000, 2).fit();
        var fresh = Faces.draw(20_000, 3);

        float[][] radii = Arrays.stream(fresh.spreads()).map(factors::radii).toArray(float[][]::new);
        var coverage = RadiusCoverage.of(fresh.distances(), radii);

        assertThat(coverage.share().orElseThrow()).isCloseTo(0.9, within(0.005));
        for (Keypoint point : Keypoint.all()) {
            assertThat(coverage.share(point).orElseThrow()).as(point.label()).isCloseTo(0.9, within(0.02));
        }
    }

    @Test
    void aPointWithFewLabelsTakesTheQuantileOfAll() {
        var faces = Faces.draw(2_000, 4);
        int nose = Keypoint.NOSE_TIP.ordinal();
        for (int row = RadiusFactors.FEWEST_LABELS - 1; row < 2_000; row++) {
            faces.distances().targets()[row * 2 * POINTS + 2 * nose] = Float.NaN;
        }

        float[] factors = faces.fit().values();

        double[] ratios = IntStream.range(0, 2_000 * POINTS)
                .filter(i ->
                        faces.distances().isLabelled(i / POINTS, Keypoint.all().get(i % POINTS)))
                .mapToDouble(i ->
                        faces.distances().pixels(i / POINTS, Keypoint.all().get(i % POINTS))
                                / faces.spreads()[i / POINTS][i % POINTS])
                .toArray();
        assertThat(factors[nose]).isEqualTo((float) RadiusFactors.quantile90(ratios));
        assertThat(factors[nose + 1]).isNotEqualTo(factors[nose]);
    }

    @Test
    void refusesRowsWithoutALabel() {
        var faces = Faces.draw(2, 5);
        Arrays.fill(faces.distances().targets(), Float.NaN);

        assertThatThrownBy(faces::fit).hasMessage("labelled points were 0 but must be >= 1 to fit a radius");
    }

    @Test
    void refusesFactorsThatAreNoNumbers() {
        float[] values = new float[POINTS];
        values[10] = Float.NaN;
        assertThatThrownBy(() -> new RadiusFactors(values))
                .hasMessage("radius factor of nose_tip was NaN but must be finite and >= 0");
    }

    @Test
    void judgesEachHalfWithTheFactorsOfTheOther() {
        // the second half of the people is off twice as far
        var faces = Faces.draw(4_000, 6);
        int[] halves = IntStream.range(0, 4_000).map(row -> row / 2_000).toArray();
        for (int i = 2_000 * 2 * POINTS; i < faces.distances().targets().length; i++) {
            faces.distances().targets()[i] *= 2;
        }

        var calibration = Calibration.of(
                new Answers(faces.distances().estimates(), Optional.of(faces.spreads())),
                faces.distances().targets(),
                halves);

        // half of the Rayleigh radius covers 1 - 10^(-1/4), twice of it 1 - 10^-4
        double expected = (1 - Math.pow(10, -0.25) + 1 - 1e-4) / 2;
        assertThat(calibration.onOtherPeople().orElseThrow().share().orElseThrow())
                .isCloseTo(expected, within(0.01));
    }

    @Test
    void saysNothingOfOtherPeopleWhereThereAreNone() {
        var faces = Faces.draw(50, 7);
        var answers = new Answers(faces.distances().estimates(), Optional.of(faces.spreads()));

        assertThat(Calibration.of(answers, faces.distances().targets(), new int[50])
                        .onOtherPeople())
                .isEmpty();
    }

    /** Estimates at 0, and labels that are off by normal errors: a share of the spread, other for each point. */
    private record Faces(KeypointDistances distances, float[][] spreads) {
        static double deviationPerSpread(int point) {
            return 0.1 * (point + 1);
        }

        static Faces draw(int count, long seed) {
            var random = new Random(seed);
            float[][] spreads = new float[count][POINTS];
            float[] targets = new float[count * 2 * POINTS];
            for (int row = 0; row < count; row++) {
                for (int i = 0; i < POINTS; i++) {
                    spreads[row][i] = 2 + 10 * random.nextFloat();
                    double deviation = deviationPerSpread(i) * spreads[row][i];
                    targets[row * 2 * POINTS + 2 * i] = (float) (deviation * random.nextGaussian());
                    targets[row * 2 * POINTS + 2 * i + 1] = (float) (deviation * random.nextGaussian());
                }
            }
            return new Faces(new KeypointDistances(new float[count][2 * POINTS], targets), spreads);
        }

        RadiusFactors fit() {
            return RadiusFactors.fit(
                    distances, spreads, IntStream.range(0, spreads.length).toArray());
        }
    }
}
