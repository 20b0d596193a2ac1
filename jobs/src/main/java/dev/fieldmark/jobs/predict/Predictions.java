package dev.fieldmark.jobs.predict;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.BadDataException;
import dev.fieldmark.jobs.data.FaceSet;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The points of every face of a CSV, each coordinate within the picture: in [0, 96], as Kaggle has it. */
public final class Predictions {
    private final float[][] points;

    private Predictions(float[][] points) {
        this.points = points;
    }

    /**
     * Puts the answers to all lines of a CSV in order.
     *
     * @param input for messages
     * @param answers one a line after the header, in any order
     * @throws BadDataException at the first bad row; where there is no face; where the net answered with no number
     */
    public static Predictions of(Path input, List<Answer> answers) throws BadDataException {
        var bad =
                answers.stream().filter(Answer::isBad).map(Answer::badRow).min(Comparator.comparing(row -> row.line()));
        if (bad.isPresent()) {
            throw new BadDataException(
                    input + ":" + bad.get().line() + ": " + bad.get().reason());
        }
        if (answers.isEmpty()) {
            throw new BadDataException(input + ": had no face but must have at least 1");
        }
        float[][] points = new float[answers.size()][FaceSet.TARGETS];
        for (Answer answer : answers) {
            for (int column = 0; column < FaceSet.TARGETS; column++) {
                points[answer.imageId() - 1][column] = within(answer, column);
            }
        }
        return new Predictions(points);
    }

    private static float within(Answer answer, int column) throws BadDataException {
        float value = answer.points()[column];
        if (!Float.isFinite(value)) {
            throw new BadDataException("the net's answer to ImageId " + answer.imageId() + " was " + value + " for "
                    + Keypoint.columns().get(column) + " but must be a number");
        }
        return Math.max(0, Math.min(FaceSet.SIDE, value));
    }

    /** How many; their image ids are 1 and on. */
    public int faces() {
        return points.length;
    }

    /** Thirty coordinates in pixels of a face, by its image id. */
    public float[] points(int imageId) {
        return points[imageId - 1].clone();
    }
}
