package dev.fieldmark.api.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.fieldmark.store.Signature;
import java.nio.FloatBuffer;
import java.util.Map;

/** A net in ONNX Runtime; any number of threads may predict at once. */
public final class OnnxNet implements AutoCloseable {
    private static final long ANY = -1;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Signature signature;
    private final long[] inputShape;
    private final int inputSize;

    private OnnxNet(OrtEnvironment environment, OrtSession session, Signature signature) {
        this.environment = environment;
        this.session = session;
        this.signature = signature;
        this.inputShape = new long[] {1, signature.channels(), signature.heightPixels(), signature.widthPixels()};
        this.inputSize = signature.channels() * signature.heightPixels() * signature.widthPixels();
    }

    /**
     * Loads a graph and checks that it is what its signature says.
     *
     * @param threads of one prediction; with 1 the caller's thread does it all
     * @throws GraphException where ONNX Runtime refuses the graph, or the signature is another one's
     */
    public static OnnxNet open(byte[] graph, Signature signature, int threads) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            var net = new OnnxNet(environment, environment.createSession(graph, options), signature);
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

    /**
     * The net's output for one picture.
     *
     * @param picture shape [channels, height, width] of the signature
     */
    public float[] predict(float[] picture) {
        if (picture.length != inputSize) {
            throw new IllegalArgumentException("picture had " + picture.length + " values but must have " + inputSize);
        }
        try (var input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(picture), inputShape);
                var result = session.run(Map.of(signature.input(), input))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed at a prediction", e);
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
        require("input", session.getInputInfo(), signature.input(), inputShape);
        require("output", session.getOutputInfo(), signature.output(), new long[] {
            1, 2L * signature.labels().size()
        });
    }

    private static void require(String side, Map<String, NodeInfo> nodes, String name, long[] shape) {
        NodeInfo node = nodes.get(name);
        if (nodes.size() != 1 || node == null) {
            throw new GraphException(
                    "graph has " + side + "s " + nodes.keySet() + " but must have '" + name + "' alone");
        }
        if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
            throw new GraphException(
                    "graph's " + side + " '" + name + "' was " + node.getInfo() + " but must be float32");
        }
        if (!fits(tensor.getShape(), shape)) {
            throw new GraphException("graph's " + side + " '" + name + "' has shape " + text(tensor.getShape())
                    + " but must have " + text(shape));
        }
    }

    private static boolean fits(long[] declared, long[] wanted) {
        boolean fits = declared.length == wanted.length;
        for (int i = 0; fits && i < wanted.length; i++) {
            fits = declared[i] == ANY || declared[i] == wanted[i];
        }
        return fits;
    }

    private static String text(long[] shape) {
        return java.util.Arrays.toString(shape).replace("-1", "n");
    }
}
