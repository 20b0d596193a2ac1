package dev.fieldmark.bench.serve;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fieldmark.image.NetInput;
import java.nio.FloatBuffer;
import java.util.Map;

/** ONNX Runtime with nothing around it: one thread, as the service has it. */
final class BareOnnx implements AutoCloseable {
    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String input;

    private BareOnnx(byte[] graph) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(graph, options);
        }
        input = session.getInputNames().iterator().next();
    }

    static BareOnnx open(byte[] graph) throws OrtException {
        return new BareOnnx(graph);
    }

    OnnxTensor tensor(float[] picture) throws OrtException {
        return OnnxTensor.createTensor(
                environment, FloatBuffer.wrap(picture), new long[] {1, 1, NetInput.SIDE, NetInput.SIDE});
    }

    void run(OnnxTensor picture) throws OrtException {
        session.run(Map.of(input, picture)).close();
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
