package dev.fieldmark.jobs.data;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Faces in memory, read-only by convention: nobody writes into the arrays once they are here.
 *
 * @param rows row numbers in the CSV, from 1, ascending
 * @param greys unsigned bytes, face after face, {@value #PIXELS} each, row-major
 * @param targets pixels of the 96 x 96 picture, face after face, {@value #TARGETS} each (x, y of each keypoint); NaN
 *     where not labelled
 */
public record FaceSet(int[] rows, byte[] greys, float[] targets) {
    public static final int SIDE = 96;
    public static final int PIXELS = SIDE * SIDE;
    public static final int TARGETS = 30;

    public FaceSet {
        if (greys.length != rows.length * PIXELS || targets.length != rows.length * TARGETS) {
            throw new IllegalArgumentException("face set had " + rows.length + " rows, " + greys.length + " greys and "
                    + targets.length + " targets but must have " + PIXELS + " and " + TARGETS + " a row");
        }
    }

    /** Faces of a CSV, none of them a bad row. */
    public static FaceSet of(List<ParsedRow> rows) {
        int[] numbers = rows.stream().mapToInt(ParsedRow::row).toArray();
        byte[] greys = new byte[Math.multiplyExact(numbers.length, PIXELS)];
        float[] targets = new float[numbers.length * TARGETS];
        for (int i = 0; i < numbers.length; i++) {
            System.arraycopy(rows.get(i).greys(), 0, greys, i * PIXELS, PIXELS);
            System.arraycopy(rows.get(i).targets(), 0, targets, i * TARGETS, TARGETS);
        }
        return new FaceSet(numbers, greys, targets);
    }

    public int size() {
        return rows.length;
    }

    /** The faces with all thirty targets: what the tutorial trains on. */
    public FaceSet complete() {
        return select(IntStream.range(0, size()).filter(this::isComplete).toArray());
    }

    /** The faces with any target. */
    public FaceSet labelled() {
        return select(IntStream.range(0, size()).filter(this::isLabelled).toArray());
    }

    private boolean isLabelled(int face) {
        return IntStream.range(face * TARGETS, (face + 1) * TARGETS).anyMatch(i -> !Float.isNaN(targets[i]));
    }

    public boolean isComplete(int face) {
        return IntStream.range(face * TARGETS, (face + 1) * TARGETS).noneMatch(i -> Float.isNaN(targets[i]));
    }

    /** The positions of so many, or of all, evenly spread over these faces. */
    public static IntStream spread(int faces, int atMost) {
        int count = Math.min(atMost, faces);
        return IntStream.range(0, count).map(i -> (int) ((long) i * faces / count));
    }

    /** The faces at these positions, in this order. */
    public FaceSet select(int... faces) {
        int[] someRows = new int[faces.length];
        byte[] someGreys = new byte[faces.length * PIXELS];
        float[] someTargets = new float[faces.length * TARGETS];
        for (int i = 0; i < faces.length; i++) {
            someRows[i] = rows[faces[i]];
            System.arraycopy(greys, faces[i] * PIXELS, someGreys, i * PIXELS, PIXELS);
            System.arraycopy(targets, faces[i] * TARGETS, someTargets, i * TARGETS, TARGETS);
        }
        return new FaceSet(someRows, someGreys, someTargets);
    }
}
