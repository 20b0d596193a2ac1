package dev.fieldmark.jobs.onnx;

import static dev.fieldmark.jobs.train.EpochResult.PIXELS_PER_UNIT;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceSet;

/** Compares an exported graph, as ONNX Runtime runs it, with what the net itself answers. */
public final class ParityCheck {
    /** The most by which any coordinate of any face may differ, in network units (48 pixels). */
    public static final double MAX_DIFFERENCE = 1e-4;

    private ParityCheck() {}

    /**
     * Runs the graph one face at a time and all together.
     *
     * @param graph the export
     * @param faces real ones
     * @param units the net's own answer to each face: thirty coordinates in network units
     * @return the largest difference in network units
     * @throws ParityException where one is over {@link #MAX_DIFFERENCE}, or not a number
     */
    public static double check(OnnxNet graph, FaceSet faces, float[][] units) throws ParityException {
        double largest = 0;
        for (int batch : new int[] {1, faces.size()}) {
            float[][] pixels = graph.keypoints(faces, batch);
            for (int face = 0; face < faces.size(); face++) {
                largest = Math.max(largest, difference(pixels[face], units[face], faces.rows()[face], batch));
            }
        }
        return largest;
    }

    private static double difference(float[] pixels, float[] units, int row, int batch) throws ParityException {
        double largest = 0;
        for (int i = 0; i < FaceSet.TARGETS; i++) {
            double onnx = (pixels[i] - PIXELS_PER_UNIT) / PIXELS_PER_UNIT;
            double difference = Math.abs(onnx - units[i]);
            if (!(difference <= MAX_DIFFERENCE)) { // so that NaN fails
                throw new ParityException("ONNX Runtime answered " + onnx + " and DL4J " + units[i] + " at "
                        + Keypoint.columns().get(i) + " of row " + row + " in batches of " + batch
                        + ": the difference was " + difference + " network units but must be at most "
                        + MAX_DIFFERENCE);
            }
            largest = Math.max(largest, difference);
        }
        return largest;
    }
}
