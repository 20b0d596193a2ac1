package dev.fieldmark.jobs.evaluate;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.draw.ErrorBars;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** How far, in pixels, each predicted point lies from the true one, as bars in the order of a face from top to bottom. */
final class PointDistances {
    private static final Map<String, List<Keypoint>> ANATOMY = new LinkedHashMap<>();

    static {
        // as the one who looks at the face sees them, from left to right
        ANATOMY.put(
                "Eyebrows",
                List.of(
                        Keypoint.RIGHT_EYEBROW_OUTER_END,
                        Keypoint.RIGHT_EYEBROW_INNER_END,
                        Keypoint.LEFT_EYEBROW_INNER_END,
                        Keypoint.LEFT_EYEBROW_OUTER_END));
        ANATOMY.put(
                "Eyes",
                List.of(
                        Keypoint.RIGHT_EYE_OUTER_CORNER,
                        Keypoint.RIGHT_EYE_CENTER,
                        Keypoint.RIGHT_EYE_INNER_CORNER,
                        Keypoint.LEFT_EYE_INNER_CORNER,
                        Keypoint.LEFT_EYE_CENTER,
                        Keypoint.LEFT_EYE_OUTER_CORNER));
        ANATOMY.put("Nose", List.of(Keypoint.NOSE_TIP));
        ANATOMY.put(
                "Mouth",
                List.of(
                        Keypoint.MOUTH_RIGHT_CORNER,
                        Keypoint.MOUTH_LEFT_CORNER,
                        Keypoint.MOUTH_CENTER_TOP_LIP,
                        Keypoint.MOUTH_CENTER_BOTTOM_LIP));
    }

    private PointDistances() {}

    /** Of each point that some face labels. */
    static List<ErrorBars.Bar> bars(Evaluation evaluation) {
        return ANATOMY.entrySet().stream()
                .flatMap(group -> group.getValue().stream().flatMap(point -> bar(group.getKey(), point, evaluation)))
                .toList();
    }

    private static Stream<ErrorBars.Bar> bar(String group, Keypoint point, Evaluation evaluation) {
        double[] sorted = sorted(evaluation, point);
        return sorted.length == 0
                ? Stream.empty()
                : Stream.of(new ErrorBars.Bar(
                        group,
                        point.label().replace('_', ' '),
                        sorted.length,
                        Arrays.stream(sorted).average().orElse(0),
                        percentile(sorted, 50),
                        percentile(sorted, 95)));
    }

    private static double[] sorted(Evaluation evaluation, Keypoint point) {
        float[] targets = evaluation.faces().targets();
        int column = 2 * point.ordinal();
        return IntStream.range(0, evaluation.faces().size())
                .filter(face -> isLabelled(targets, face * FaceSet.TARGETS + column))
                .mapToDouble(face -> Math.hypot(
                        evaluation.keypoints()[face][column] - targets[face * FaceSet.TARGETS + column],
                        evaluation.keypoints()[face][column + 1] - targets[face * FaceSet.TARGETS + column + 1]))
                .sorted()
                .toArray();
    }

    private static boolean isLabelled(float[] targets, int x) {
        return !Float.isNaN(targets[x]) && !Float.isNaN(targets[x + 1]);
    }

    /** The lowest value that so many percent do not exceed. */
    static double percentile(double[] sorted, int percent) {
        return sorted[Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.length) - 1)];
    }
}
