package dev.fieldmark.api.onnx;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.fieldmark.store.Signature;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * A net in ONNX Runtime. Any number of threads may predict at once: as many of them as there are cores run the net, and
 * the pictures of those that have to wait meanwhile go into their next runs together.
 */
public final class OnnxNet implements AutoCloseable {
    private static final long ANY = -1;
    private static final int LARGEST_BATCH = 8;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Signature signature;
    private final long[] inputShape;
    private final int inputSize;
    private final Runs runs;
    private final Combiner<float[], NetAnswer> combiner;

    private OnnxNet(OrtEnvironment environment, OrtSession session, Signature signature, int threads, Runs runs)
            throws OrtException {
        this.environment = environment;
        this.session = session;
        this.signature = signature;
        this.inputShape = batchOfOne(signature.inputShape());
        this.inputSize = signature.inputSize();
        this.runs = runs;
        int cores = Runtime.getRuntime().availableProcessors();
        this.combiner = new Combiner<>(this::run, Math.max(1, cores / threads), largestBatch(session));
    }

    /** A graph may be written for one picture at a time. */
    private static int largestBatch(OrtSession session) throws OrtException {
        boolean any = session.getInputInfo().values().stream()
                .allMatch(node -> node.getInfo() instanceof TensorInfo tensor
                        && tensor.getShape().length > 0
                        && tensor.getShape()[0] == ANY);
        return any ? LARGEST_BATCH : 1;
    }

    /** Is told of every run of the net, by the thread that ran it, and of the net's beginning and end. */
    public interface Runs {
        void ran(int pictures, Duration duration);

        /** One picture was answered: the time of whoever asked, waiting included. */
        default void asked(Duration duration) {}

        default void opened() {}

        default void closed() {}
    }

    /** Loads ONNX Runtime's library, which takes a while the first time. */
    public static void loadRuntime() {
        OrtEnvironment.getEnvironment();
    }

    /**
     * Loads a graph and checks that it is what its signature says.
     *
     * @param graph a direct buffer, which may go once this returns
     * @param threads of one run; with 1 the caller's thread does it all
     * @throws GraphException where ONNX Runtime refuses the graph, or the signature is another one's
     */
    public static OnnxNet open(ByteBuffer graph, Signature signature, int threads, Runs runs) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            var net = new OnnxNet(environment, environment.createSession(graph, options), signature, threads, runs);
            runs.opened();
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
        long start = System.nanoTime();
        NetAnswer answer = combiner.ask(picture);
        runs.asked(Duration.ofNanos(System.nanoTime() - start));
        return answer;
    }

    private List<NetAnswer> run(List<float[]> pictures) {
        FloatBuffer inputs = FloatBuffer.allocate(pictures.size() * inputSize);
        pictures.forEach(inputs::put);
        long[] shape = inputShape.clone();
        shape[0] = pictures.size();
        long start = System.nanoTime();
        try (var input = OnnxTensor.createTensor(environment, inputs.flip(), shape);
                var result = session.run(Map.of(signature.input(), input))) {
            runs.ran(pictures.size(), Duration.ofNanos(System.nanoTime() - start));
            return answers(pictures.size(), result);
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime failed at a prediction", e);
        }
    }

    private List<NetAnswer> answers(int count, OrtSession.Result result) {
        float[] values = floats(result, signature.output());
        Optional<float[]> radii = signature.radiusOutput().map(name -> floats(result, name));
        Optional<float[]> scores = signature.scoreOutput().map(name -> floats(result, name));
        return IntStream.range(0, count)
                .mapToObj(i -> new NetAnswer(
                        part(values, i, count), radii.map(all -> part(all, i, count)), scores.map(all -> all[i])))
                .toList();
    }

    private static float[] part(float[] all, int index, int count) {
        int size = all.length / count;
        return Arrays.copyOfRange(all, index * size, (index + 1) * size);
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
            runs.closed();
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
        return Arrays.toString(shape).replace("-1", "n");
    }
}
