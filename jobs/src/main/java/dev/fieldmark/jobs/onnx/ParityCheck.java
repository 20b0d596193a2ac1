package dev.fieldmark.jobs.onnx;

import static dev.fieldmark.jobs.train.EpochResult.PIXELS_PER_UNIT;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceSet;

/** Compares an exported graph, as ONNX Runtime runs it, with what the net itself answers. */
final class ParityCheck {
    /** The most by which any coordinate of any face may differ, in network units (48 pixels). */
    public static final double MAX_DIFFERENCE = 1e-4;

    private ParityCheck() {}

    /**
     * Runs the graph one face at a time and all together.
     *
     * @param graph the export
     * @param faces real ones
     * @param net the net's own answer to each face
     * @param factors that the graph was written with
     * @return the largest difference in network units; that of a radius over its factor, where that is more than 1
     * @throws ParityException where one is over {@link #MAX_DIFFERENCE}, or not a number
     */
    static double check(OnnxNet graph, FaceSet faces, Dl4jNet.Points net, RadiusFactors factors)
            throws ParityException {
        double largest = 0;
        for (int batch : new int[] {1, faces.size()}) {
            Answers answers = graph.answers(faces, batch, done -> {});
            float[][] radii = answers.radii90()
                    .orElseThrow(() -> new ParityException("graph has no radii but must have " + KeypointGraph.RADII));
            for (int face = 0; face < faces.size(); face++) {
                String where = " of row " + faces.rows()[face] + " in batches of " + batch;
                largest = Math.max(largest, points(answers.keypoints()[face], net.units()[face], where));
                largest = Math.max(largest, radii(radii[face], net.spreads()[face], factors, where));
            }
        }
        return largest;
    }

    private static double points(float[] pixels, float[] units, String where) throws ParityException {
        double largest = 0;
        for (int i = 0; i < FaceSet.TARGETS; i++) {
            double onnx = (pixels[i] - PIXELS_PER_UNIT) / PIXELS_PER_UNIT;
            String what = Keypoint.columns().get(i) + where;
            largest = Math.max(largest, difference(onnx, units[i], 1, what));
        }
        return largest;
    }

    private static double radii(float[] radii, float[] spreads, RadiusFactors factors, String where)
            throws ParityException {
        double largest = 0;
        for (Keypoint point : Keypoint.all()) {
            int i = point.ordinal();
            double factor = factors.values()[i];
            String what = "the radius of " + point.label() + where;
            double onnx = radii[i] / PIXELS_PER_UNIT;
            double dl4j = factor * spreads[i] / PIXELS_PER_UNIT;
            largest = Math.max(largest, difference(onnx, dl4j, Math.max(1, factor), what));
        }
        return largest;
    }

    private static double difference(double onnx, double dl4j, double scale, String what) throws ParityException {
        double difference = Math.abs(onnx - dl4j) / scale;
        if (!(difference <= MAX_DIFFERENCE)) { // so that NaN fails
            throw new ParityException("ONNX Runtime answered " + onnx + " and DL4J " + dl4j + " at " + what
                    + ": the difference was " + difference + " network units but must be at most " + MAX_DIFFERENCE);
        }
        return difference;
    }
}
