package dev.fieldmark.jobs.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fieldmark.image.NetInput;
import dev.fieldmark.jobs.data.FaceSet;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntConsumer;

/** A keypoint graph, loaded into ONNX Runtime. */
public final class OnnxNet implements AutoCloseable {
    private static final int BATCH = 64;

    private final OrtEnvironment environment;
    private final OrtSession session;

    private OnnxNet(OrtEnvironment environment, OrtSession session) {
        this.environment = environment;
        this.session = session;
    }

    /**
     * Loads a graph.
     *
     * @param model content of {@code model.onnx}
     * @param threads that answer one call, >= 1
     * @throws OnnxNetException where ONNX Runtime refuses it
     */
    public static OnnxNet open(byte[] model, int threads) {
        return new OnnxNet(OrtEnvironment.getEnvironment(), Sessions.open(model, threads));
    }

    /** Thirty coordinates of each face, in pixels of its 96 x 96 picture. */
    public float[][] keypoints(FaceSet faces) {
        return answers(faces, done -> {}).keypoints();
    }

    /**
     * All that the graph says of each face.
     *
     * @param progress told the number of faces done, now and then
     */
    public Answers answers(FaceSet faces, IntConsumer progress) {
        return answers(faces, BATCH, progress);
    }

    /** The same with this many faces a call. */
    Answers answers(FaceSet faces, int batch, IntConsumer progress) {
        float[][] keypoints = new float[faces.size()][];
        Optional<float[][]> radii = hasRadii() ? Optional.of(new float[faces.size()][]) : Optional.empty();
        for (int from = 0; from < faces.size(); from += batch) {
            int count = Math.min(batch, faces.size() - from);
            float[] images = new float[count * NetInput.PIXELS];
            NetInput.write(faces.greys(), from * NetInput.PIXELS, images, 0, images.length);
            Answers some = run(images, count);
            System.arraycopy(some.keypoints(), 0, keypoints, from, count);
            if (radii.isPresent() && some.radii90().isPresent()) {
                System.arraycopy(some.radii90().get(), 0, radii.get(), from, count);
            }
            progress.accept(from + count);
        }
        return new Answers(keypoints, radii);
    }

    private boolean hasRadii() {
        return session.getOutputNames().contains(KeypointGraph.RADII);
    }

    private Answers run(float[] images, int count) {
        long[] shape = {count, 1, NetInput.SIDE, NetInput.SIDE};
        try (var tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(images), shape);
                var result = session.run(Map.of(KeypointGraph.INPUT, tensor))) {
            var keypoints = (float[][]) result.get(0).getValue();
            return hasRadii()
                    ? new Answers(
                            keypoints, Optional.of((float[][]) result.get(1).getValue()))
                    : new Answers(keypoints, Optional.empty());
        } catch (OrtException e) {
            throw new OnnxNetException("ONNX Runtime failed at a batch of " + count + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        Sessions.close(session);
    }
}
