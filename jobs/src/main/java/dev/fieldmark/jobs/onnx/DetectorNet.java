package dev.fieldmark.jobs.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fieldmark.detect.CellNet;
import dev.fieldmark.store.Signature;
import java.nio.FloatBuffer;
import java.util.Map;

/** A detector's graph, loaded into ONNX Runtime; any number of threads may ask it at once. */
public final class DetectorNet implements CellNet, AutoCloseable {
    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Signature signature;

    private DetectorNet(OrtEnvironment environment, OrtSession session, Signature signature) {
        this.environment = environment;
        this.session = session;
        this.signature = signature;
    }

    /**
     * Loads a graph.
     *
     * @param model content of {@code model.onnx}
     * @param threads that answer one call, >= 1
     * @throws OnnxNetException where ONNX Runtime refuses it
     */
    public static DetectorNet open(byte[] model, int threads) {
        return new DetectorNet(
                OrtEnvironment.getEnvironment(), Sessions.open(model, threads), DetectorGraph.signature());
    }

    @Override
    public float[] cells(float[] picture, int widthPixels, int heightPixels) {
        long[] shape = {1, 1, heightPixels, widthPixels};
        try (var tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(picture), shape);
                var result = session.run(Map.of(signature.input(), tensor))) {
            return Sessions.floats(result, signature.output());
        } catch (OrtException e) {
            throw new OnnxNetException(
                    "ONNX Runtime failed at a picture of " + widthPixels + "x" + heightPixels + ": " + e.getMessage(),
                    e);
        }
    }

    @Override
    public void close() {
        Sessions.close(session);
    }
}
