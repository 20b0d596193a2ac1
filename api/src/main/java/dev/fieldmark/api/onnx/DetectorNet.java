package dev.fieldmark.api.onnx;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.fieldmark.detect.CellNet;
import dev.fieldmark.store.Signature;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Map;
import java.util.Set;

/** A detector's net in ONNX Runtime, for pictures of any size; any number of threads may ask at once. */
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
     * Loads a graph and checks that it has the input and the output that its signature names.
     *
     * @param graph a direct buffer, which may go once this returns
     * @param threads of one picture; with 1 the caller's thread does it all
     * @throws GraphException where ONNX Runtime refuses the graph, or the signature is another one's
     */
    public static DetectorNet open(ByteBuffer graph, Signature signature, int threads) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            var net = new DetectorNet(environment, environment.createSession(graph, options), signature);
            try {
                net.requireSignature();
                return net;
            } catch (OrtException | RuntimeException e) {
                net.close();
                throw e;
            }
        } catch (OrtException e) {
            throw new GraphException("ONNX Runtime refuses the graph: " + e.getMessage(), e);
        }
    }

    @Override
    public float[] cells(float[] picture, int widthPixels, int heightPixels) {
        long[] shape = {1, signature.channels(), heightPixels, widthPixels};
        try (var input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(picture), shape);
                var result = session.run(Map.of(signature.input(), input))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed at a search", e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed to close a session", e);
        }
    }

    private void requireSignature() throws OrtException {
        if (!session.getInputNames().equals(Set.of(signature.input()))
                || !session.getOutputNames().equals(Set.of(signature.output()))) {
            throw new GraphException("graph has inputs " + session.getInputNames() + " and outputs "
                    + session.getOutputNames() + " but must have '" + signature.input() + "' and '"
                    + signature.output() + "' alone");
        }
        for (var node : session.getInputInfo().values()) {
            boolean pictures = node.getInfo() instanceof TensorInfo tensor
                    && tensor.type == OnnxJavaType.FLOAT
                    && tensor.getShape().length == 4
                    && tensor.getShape()[1] == signature.channels();
            if (!pictures) {
                throw new GraphException("graph's input was " + node.getInfo() + " but must be float32 of shape [n, "
                        + signature.channels() + ", height, width]");
            }
        }
    }
}
