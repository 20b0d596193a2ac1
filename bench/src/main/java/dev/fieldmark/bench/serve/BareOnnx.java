package dev.fieldmark.bench.serve;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fieldmark.image.NetInput;
import dev.fieldmark.image.Photo;
import dev.fieldmark.image.PhotoLimits;
import java.nio.FloatBuffer;
import java.util.Map;

/**
 * ONNX Runtime with nothing around it but the decoding of the picture, in the client's own thread: what a service can
 * come near to.
 */
public final class BareOnnx implements Way, AutoCloseable {
    private static final PhotoLimits LIMITS = new PhotoLimits(1 << 24, 1 << 24);
    private static final int OK = 200;

    private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
    private final OrtSession session;
    private final String input;
    private final byte[] png;

    /** One thread a run, as the service has it. */
    public BareOnnx(byte[] graph, byte[] png) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            session = environment.createSession(graph, options);
        }
        this.input = session.getInputNames().iterator().next();
        this.png = png;
    }

    @Override
    public String name() {
        return "decode + ONNX Runtime";
    }

    @Override
    public Client open() {
        return new Client() {
            @Override
            public int ask() throws Exception {
                var picture = FloatBuffer.wrap(Photo.decode(png, LIMITS).toNetInput());
                long[] shape = {1, 1, NetInput.SIDE, NetInput.SIDE};
                try (OnnxTensor tensor = OnnxTensor.createTensor(environment, picture, shape)) {
                    session.run(Map.of(input, tensor)).close();
                }
                return OK;
            }

            @Override
            public void close() {
                // the session is everybody's
            }
        };
    }

    @Override
    public void close() throws OrtException {
        session.close();
    }
}
