package dev.fieldmark.jobs.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fieldmark.image.NetInput;
import dev.fieldmark.store.Signature;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A graph for species, loaded into ONNX Runtime; any number of threads may ask it at once. */
public final class SpeciesNet implements AutoCloseable {
    private static final int BATCH = 32;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Signature signature;
    private final String scoreOutput;
    private final int samples;

    private SpeciesNet(OrtEnvironment environment, OrtSession session, Signature signature) {
        this.environment = environment;
        this.session = session;
        this.signature = signature;
        this.scoreOutput = signature.scoreOutput().orElseThrow();
        this.samples = signature.channels() * signature.heightPixels() * signature.widthPixels();
    }

    /**
     * What a graph says of photos.
     *
     * @param probabilities of each species, photo after photo; calibrated, adding up to 1
     * @param scores of each photo: the higher, the more it looks like any of the group
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Answers(float[][] probabilities, float[] scores) {}

    /**
     * Loads a graph.
     *
     * @param model content of {@code model.onnx}
     * @param signature of the version, which has a score
     * @param threads that answer one call, >= 1
     * @throws OnnxNetException where ONNX Runtime refuses it, or it is no graph for species
     */
    public static SpeciesNet open(byte[] model, Signature signature, int threads) {
        if (signature.scoreOutput().isEmpty()) {
            throw new OnnxNetException("signature has no score but must have one: the graph is not for species");
        }
        return new SpeciesNet(OrtEnvironment.getEnvironment(), Sessions.open(model, threads), signature);
    }

    /** The side of the square photos that it takes. */
    public int sidePixels() {
        return signature.widthPixels();
    }

    /**
     * Asks it, in one call.
     *
     * @param photos unsigned sRGB samples of shape [3, side, side] each, one or more
     */
    public Answers answers(List<byte[]> photos) {
        float[] inputs = new float[photos.size() * samples];
        for (int i = 0; i < photos.size(); i++) {
            write(photos.get(i), inputs, i * samples);
        }
        long[] shape = {photos.size(), signature.channels(), signature.heightPixels(), signature.widthPixels()};
        try (var tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(inputs), shape);
                var result = session.run(Map.of(signature.input(), tensor))) {
            float[] probabilities = Sessions.floats(result, signature.output());
            int species = signature.labels().size();
            float[][] rows = new float[photos.size()][];
            for (int i = 0; i < rows.length; i++) {
                rows[i] = Arrays.copyOfRange(probabilities, i * species, (i + 1) * species);
            }
            return new Answers(rows, Sessions.floats(result, scoreOutput));
        } catch (OrtException e) {
            throw new OnnxNetException("ONNX Runtime failed at " + photos.size() + " photos: " + e.getMessage(), e);
        }
    }

    /** Asks it about any number of such photos, some at a time. */
    public Answers answers(byte[][] photos) {
        float[][] probabilities = new float[photos.length][];
        float[] scores = new float[photos.length];
        for (int from = 0; from < photos.length; from += BATCH) {
            int to = Math.min(photos.length, from + BATCH);
            Answers some = answers(List.of(photos).subList(from, to));
            System.arraycopy(some.probabilities(), 0, probabilities, from, to - from);
            System.arraycopy(some.scores(), 0, scores, from, to - from);
        }
        return new Answers(probabilities, scores);
    }

    private void write(byte[] photo, float[] inputs, int at) {
        if (photo.length != samples) {
            throw new IllegalArgumentException("photo had " + photo.length + " samples but must have " + samples);
        }
        NetInput.write(photo, 0, inputs, at, samples);
    }

    @Override
    public void close() {
        Sessions.close(session);
    }
}
