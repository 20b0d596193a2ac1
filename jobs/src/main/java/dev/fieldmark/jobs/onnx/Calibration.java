package dev.fieldmark.jobs.onnx;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.domain.KeypointDistances;
import dev.fieldmark.domain.RadiusCoverage;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Radii of a graph, fitted to faces that it did not learn from.
 *
 * @param factors fitted to all of the faces
 * @param onOtherPeople how honest such radii are on people that they were not fitted to: fitted to one half and judged
 *     on the other, and the other way round (judged on the rows that fitted them, they would always cover 90%); empty
 *     where a half has no labelled point
 */
record Calibration(RadiusFactors factors, Optional<RadiusCoverage> onOtherPeople) {
    /**
     * Fits.
     *
     * @param uncalibrated answers of the graph with {@link RadiusFactors#ones}
     * @param targets thirty coordinates a face, face after face; NaN where not labelled
     * @param halves 0 or 1 for each face, the same for all faces of a person
     * @throws IllegalArgumentException where no point is labelled
     */
    static Calibration of(Answers uncalibrated, float[] targets, int[] halves) {
        var distances = new KeypointDistances(uncalibrated.keypoints(), targets);
        float[][] spreads = uncalibrated.radii90().orElseThrow();
        int[] all = IntStream.range(0, distances.rows()).toArray();
        return new Calibration(RadiusFactors.fit(distances, spreads, all), onOtherPeople(distances, spreads, halves));
    }

    private static Optional<RadiusCoverage> onOtherPeople(
            KeypointDistances distances, float[][] spreads, int[] halves) {
        float[][] radii = new float[spreads.length][];
        for (int half = 0; half < 2; half++) {
            int[] fitted = rows(halves, 1 - half);
            if (!hasLabels(distances, fitted)) {
                return Optional.empty();
            }
            RadiusFactors factors = RadiusFactors.fit(distances, spreads, fitted);
            for (int row : rows(halves, half)) {
                radii[row] = factors.radii(spreads[row]);
            }
        }
        return Optional.of(RadiusCoverage.of(distances, radii));
    }

    private static int[] rows(int[] halves, int half) {
        return IntStream.range(0, halves.length)
                .filter(row -> halves[row] == half)
                .toArray();
    }

    private static boolean hasLabels(KeypointDistances distances, int[] rows) {
        return IntStream.of(rows)
                .anyMatch(row -> Keypoint.all().stream().anyMatch(point -> distances.isLabelled(row, point)));
    }
}
