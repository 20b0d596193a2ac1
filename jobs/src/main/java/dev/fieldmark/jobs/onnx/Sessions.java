package dev.fieldmark.jobs.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;

/** What every net in ONNX Runtime does alike here. */
final class Sessions {
    private Sessions() {}

    /**
     * Loads a graph.
     *
     * @param threads that answer one call, >= 1
     * @throws OrtException where ONNX Runtime refuses it
     */
    static OrtSession load(byte[] model, int threads) throws OrtException {
        try (var options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(threads);
            return OrtEnvironment.getEnvironment().createSession(model, options);
        }
    }

    /** The same, with a refusal told as all others. */
    static OrtSession open(byte[] model, int threads) {
        try {
            return load(model, threads);
        } catch (OrtException e) {
            throw new OnnxNetException("ONNX Runtime refused the graph: " + e.getMessage(), e);
        }
    }

    /** All numbers of an output. */
    static float[] floats(OrtSession.Result result, String output) {
        return result.get(output)
                .map(value -> ((OnnxTensor) value).getFloatBuffer().array())
                .orElseThrow(() -> new OnnxNetException("graph has no output '" + output + "'"));
    }

    static void close(OrtSession session) {
        try {
            session.close();
        } catch (OrtException e) {
            throw new OnnxNetException("ONNX Runtime could not close its session: " + e.getMessage(), e);
        }
    }
}
