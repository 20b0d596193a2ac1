package dev.fieldmark.jobs.train;

import dev.fieldmark.detect.Cells;
import dev.fieldmark.domain.FaceBox;
import java.util.Arrays;
import java.util.List;

/**
 * Outputs that are four planes of cells: the logit of a face's middle being near, and where it is, and how large. Made
 * small is the focal loss of the logits (Lin et al. 2017) and Huber's of the boxes, where there is a face.
 *
 * <p>Targets are planes likewise: 1, 0, or NaN where a cell is neither; and the box, NaN where there is none.
 */
public record FaceCells() implements Head {
    /** Numbers a cell. */
    public static final int NUMBERS = 4;

    static final int COLUMNS = Subject.Scenes.SIDE / Cells.PIXELS;

    /** Of a scene that is learned from. */
    public static final int CELLS = COLUMNS * COLUMNS;

    /** The unit of x and y, in pixels. */
    public static final double SHIFT_PIXELS = 16;

    /** The side whose logarithm counts as 0: the middle of those that are looked for. */
    public static final double MIDDLE_SIDE = Math.sqrt(Cells.LEAST_SIDE * Cells.MOST_SIDE);

    /** A cell this near, in sides, to a face's middle is that face's. */
    private static final double NEAR = 0.2;

    /** A cell this far from it is none's. */
    private static final double FAR = 0.4;

    /** Errors up to this count squared. */
    private static final double SMALL = 0.1;

    private static final double BOX_WEIGHT = 2;

    @Override
    public int outputs() {
        return NUMBERS * CELLS;
    }

    /** What a net is to say of a scene with faces in these boxes. */
    public static float[] targets(List<FaceBox> faces) {
        float[] targets = new float[NUMBERS * CELLS];
        Arrays.fill(targets, CELLS, targets.length, Float.NaN);
        for (FaceBox face : faces) {
            for (int cell = 0; cell < CELLS; cell++) {
                aim(face, cell, targets);
            }
        }
        return targets;
    }

    private static void aim(FaceBox face, int cell, float[] targets) {
        double x = face.centreXPixels() - Cells.middle(cell % COLUMNS);
        double y = face.centreYPixels() - Cells.middle(cell / COLUMNS);
        double distance = Math.hypot(x, y) / face.widthPixels();
        if (distance <= NEAR) {
            targets[cell] = 1;
            targets[CELLS + cell] = (float) (x / SHIFT_PIXELS);
            targets[2 * CELLS + cell] = (float) (y / SHIFT_PIXELS);
            targets[3 * CELLS + cell] = (float) Math.log(face.widthPixels() / MIDDLE_SIDE);
        } else if (distance < FAR && targets[cell] != 1) {
            targets[cell] = Float.NaN;
        }
    }

    /** The cells that are a face's. */
    @Override
    public int counted(float[] targets) {
        int count = 0;
        for (int scene = 0; scene < targets.length; scene += NUMBERS * CELLS) {
            for (int cell = scene; cell < scene + CELLS; cell++) {
                count += targets[cell] == 1 ? 1 : 0;
            }
        }
        return count;
    }

    @Override
    public double loss(float[] targets, float[] outputs) {
        double sum = 0;
        for (int i = 0; i < targets.length; i++) {
            if (!Float.isNaN(targets[i])) {
                sum += isLogit(i) ? focal(targets[i], outputs[i]) : BOX_WEIGHT * huber(outputs[i] - targets[i]);
            }
        }
        return sum;
    }

    @Override
    public float[] slopes(float[] targets, float[] outputs) {
        double faces = Math.max(1, counted(targets));
        float[] slopes = new float[outputs.length];
        for (int i = 0; i < targets.length; i++) {
            if (!Float.isNaN(targets[i])) {
                double slope = isLogit(i)
                        ? focalSlope(targets[i], outputs[i])
                        : BOX_WEIGHT * huberSlope(outputs[i] - targets[i]);
                slopes[i] = (float) (slope / faces);
            }
        }
        return slopes;
    }

    private static boolean isLogit(int place) {
        return place % (NUMBERS * CELLS) < CELLS;
    }

    /** {@code -(1 - p)^2 ln p}, p being the probability of what is true. */
    private static double focal(float target, float logit) {
        double towards = target == 1 ? logit : -logit;
        double missing = 1 / (1 + Math.exp(towards));
        return -missing * missing * logOfLogistic(towards);
    }

    private static double focalSlope(float target, float logit) {
        double sign = target == 1 ? 1 : -1;
        double towards = sign * logit;
        double missing = 1 / (1 + Math.exp(towards));
        double found = 1 - missing;
        return sign * missing * missing * (2 * found * logOfLogistic(towards) - missing);
    }

    /** Of {@code 1 / (1 + e^-x)}, without leaving what a double can hold. */
    private static double logOfLogistic(double x) {
        return x > 0 ? -Math.log1p(Math.exp(-x)) : x - Math.log1p(Math.exp(x));
    }

    private static double huber(double error) {
        double size = Math.abs(error);
        return size < SMALL ? size * size / (2 * SMALL) : size - SMALL / 2;
    }

    private static double huberSlope(double error) {
        return Math.max(-1, Math.min(1, error / SMALL));
    }
}
