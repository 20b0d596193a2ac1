package dev.fieldmark.jobs.sample;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceRow;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Labelled rows of drawn faces with the gaps of Kaggle's labels: about three rows of ten are complete; in the others
 * eye centres, nose and bottom lip are nearly always there and the rest hardly ever. One row of a hundred repeats an
 * earlier one. A row depends on the seed and its number alone.
 */
public final class SampleFaces {
    private static final double COMPLETE = 0.3;
    private static final double USUAL = 0.998;
    private static final double RARE = 0.025;
    private static final double REPEATED = 0.01;
    private static final List<Set<Keypoint>> RARE_POINTS = List.of(
            EnumSet.range(Keypoint.LEFT_EYE_INNER_CORNER, Keypoint.RIGHT_EYE_OUTER_CORNER),
            EnumSet.range(Keypoint.LEFT_EYEBROW_INNER_END, Keypoint.RIGHT_EYEBROW_OUTER_END),
            EnumSet.range(Keypoint.MOUTH_LEFT_CORNER, Keypoint.MOUTH_CENTER_TOP_LIP));
    private static final Set<Keypoint> USUAL_POINTS = EnumSet.of(
            Keypoint.LEFT_EYE_CENTER, Keypoint.RIGHT_EYE_CENTER, Keypoint.NOSE_TIP, Keypoint.MOUTH_CENTER_BOTTOM_LIP);

    private SampleFaces() {}

    /** Rows 1 to {@code rows} of this seed. */
    public static List<FaceRow> draw(long seed, int rows) {
        return IntStream.rangeClosed(1, rows).mapToObj(row -> row(seed, row)).toList();
    }

    /** One row, from 1. */
    public static FaceRow row(long seed, int row) {
        Random random = new Random(SampleFace.mixed(~seed * 0x9E3779B97F4A7C15L + row));
        if (row > 1 && random.nextDouble() < REPEATED) {
            FaceRow earlier = row(seed, 1 + random.nextInt(row - 1));
            return new FaceRow(row, earlier.greys(), earlier.targets());
        }
        SampleFace face = SampleFace.draw(seed, row);
        float[] targets = face.points().clone();
        if (random.nextDouble() >= COMPLETE) {
            for (Keypoint keypoint : USUAL_POINTS) {
                keep(targets, keypoint, random.nextDouble() < USUAL);
            }
            for (Set<Keypoint> points : RARE_POINTS) {
                boolean kept = random.nextDouble() < RARE;
                points.forEach(keypoint -> keep(targets, keypoint, kept));
            }
        }
        return new FaceRow(row, face.greys(), targets);
    }

    private static void keep(float[] targets, Keypoint keypoint, boolean kept) {
        if (!kept) {
            targets[2 * keypoint.ordinal()] = Float.NaN;
            targets[2 * keypoint.ordinal() + 1] = Float.NaN;
        }
    }
}
