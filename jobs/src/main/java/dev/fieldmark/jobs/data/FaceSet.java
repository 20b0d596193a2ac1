package dev.fieldmark.jobs.data;

import dev.fieldmark.domain.Keypoint;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
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

    private static final Set<Keypoint> ALL = EnumSet.allOf(Keypoint.class);

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

    /** The faces with all thirty targets. */
    public FaceSet complete() {
        return complete(ALL);
    }

    /** The faces with all targets of these points. */
    public FaceSet complete(Set<Keypoint> points) {
        return where(face -> targets(face, points).allMatch(this::isLabelled));
    }

    /** The faces with any target of these points. */
    public FaceSet labelled(Set<Keypoint> points) {
        return where(face -> targets(face, points).anyMatch(this::isLabelled));
    }

    private FaceSet where(IntPredicate wanted) {
        return select(IntStream.range(0, size()).filter(wanted).toArray());
    }

    /** Where they lie among all targets. */
    private static IntStream targets(int face, Set<Keypoint> points) {
        return points.stream()
                .mapToInt(point -> face * TARGETS + 2 * point.ordinal())
                .flatMap(x -> IntStream.of(x, x + 1));
    }

    private boolean isLabelled(int target) {
        return !Float.isNaN(targets[target]);
    }

    public boolean isComplete(int face) {
        return targets(face, ALL).allMatch(this::isLabelled);
    }

    /** The same faces, only these points labelled. */
    public FaceSet only(Set<Keypoint> points) {
        float[] some = targets.clone();
        for (int i = 0; i < some.length; i++) {
            if (!points.contains(Keypoint.all().get(i % TARGETS / 2))) {
                some[i] = Float.NaN;
            }
        }
        return new FaceSet(rows, greys, some);
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
