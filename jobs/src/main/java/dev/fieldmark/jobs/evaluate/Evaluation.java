package dev.fieldmark.jobs.evaluate;

import dev.fieldmark.domain.KeypointErrors;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.draw.DrawnFace;
import dev.fieldmark.jobs.onnx.OnnxNet;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/**
 * A graph's answers on labelled faces and how far they are off.
 *
 * @param faces what was asked
 * @param keypoints thirty coordinates of each face, in pixels of its 96 x 96 picture
 * @param errors of those
 * @param columnMeans errors of answering the means of these very faces' targets, whatever the picture shows: what a
 *     net that looks at nothing reaches at best
 */
@SuppressWarnings("ArrayRecordComponent") // made, printed and dropped; never compared
public record Evaluation(FaceSet faces, float[][] keypoints, KeypointErrors errors, KeypointErrors columnMeans) {
    private static final int CHUNK = 256;

    /**
     * Asks the graph about every face.
     *
     * @param progress told the number of faces done, now and then
     */
    public static Evaluation of(OnnxNet graph, FaceSet faces, IntConsumer progress) {
        float[][] keypoints = new float[faces.size()][];
        for (int from = 0; from < faces.size(); from += CHUNK) {
            int to = Math.min(faces.size(), from + CHUNK);
            FaceSet chunk = faces.select(IntStream.range(from, to).toArray());
            System.arraycopy(graph.keypoints(chunk), 0, keypoints, from, to - from);
            progress.accept(to);
        }
        float[][] means = new float[faces.size()][];
        Arrays.fill(means, columnMeans(faces));
        return new Evaluation(
                faces,
                keypoints,
                KeypointErrors.of(keypoints, faces.targets()),
                KeypointErrors.of(means, faces.targets()));
    }

    /** A face of these, by its position, with what was answered. */
    public DrawnFace drawn(int position) {
        return DrawnFace.of(faces, position, keypoints[position]);
    }

    private static float[] columnMeans(FaceSet faces) {
        double[] sums = new double[FaceSet.TARGETS];
        int[] labelled = new int[FaceSet.TARGETS];
        for (int i = 0; i < faces.targets().length; i++) {
            if (!Float.isNaN(faces.targets()[i])) {
                sums[i % FaceSet.TARGETS] += faces.targets()[i];
                labelled[i % FaceSet.TARGETS]++;
            }
        }
        float[] means = new float[FaceSet.TARGETS];
        for (int i = 0; i < means.length; i++) {
            means[i] = labelled[i] == 0 ? 0 : (float) (sums[i] / labelled[i]);
        }
        return means;
    }
}
