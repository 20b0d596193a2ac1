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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

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
        this.inputShape = batchOfOne(signature.inputShape());
        this.inputSize = signature.inputSize();
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
     * The net's answer for one picture.
     *
     * @param picture shape [channels, height, width] of the signature
     */
    public NetAnswer predict(float[] picture) {
        if (picture.length != inputSize) {
            throw new IllegalArgumentException("picture had " + picture.length + " values but must have " + inputSize);
        }
        try (var input = OnnxTensor.createTensor(environment, FloatBuffer.wrap(picture), inputShape);
                var result = session.run(Map.of(signature.input(), input))) {
            return new NetAnswer(
                    floats(result, signature.output()),
                    signature.radiusOutput().map(name -> floats(result, name)),
                    signature.scoreOutput().map(name -> floats(result, name)[0]));
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed at a prediction", e);
        }
    }

    private static float[] floats(OrtSession.Result result, String output) {
        return result.get(output)
                .map(value -> ((OnnxTensor) value).getFloatBuffer().array())
                .orElseThrow();
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
        require("input", session.getInputInfo(), Map.of(signature.input(), inputShape));
        require("output", session.getOutputInfo(), outputShapes());
    }

    private Map<String, long[]> outputShapes() {
        var shapes = new LinkedHashMap<String, long[]>();
        signature.outputShapes().forEach((name, shape) -> shapes.put(name, batchOfOne(shape)));
        return shapes;
    }

    private static long[] batchOfOne(List<Integer> shape) {
        return LongStream.concat(LongStream.of(1), shape.stream().mapToLong(size -> size))
                .toArray();
    }

    private static void require(String side, Map<String, NodeInfo> nodes, Map<String, long[]> shapes) {
        if (!nodes.keySet().equals(shapes.keySet())) {
            throw new GraphException("graph has " + side + "s " + nodes.keySet() + " but must have "
                    + shapes.keySet().stream().map(name -> "'" + name + "'").collect(Collectors.joining(" and "))
                    + " alone");
        }
        nodes.forEach((name, node) -> require(side + " '" + name + "'", node, shapes.getOrDefault(name, new long[0])));
    }

    private static void require(String what, NodeInfo node, long[] shape) {
        if (!(node.getInfo() instanceof TensorInfo tensor) || tensor.type != OnnxJavaType.FLOAT) {
            throw new GraphException("graph's " + what + " was " + node.getInfo() + " but must be float32");
        }
        if (!fits(tensor.getShape(), shape)) {
            throw new GraphException(
                    "graph's " + what + " has shape " + text(tensor.getShape()) + " but must have " + text(shape));
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
