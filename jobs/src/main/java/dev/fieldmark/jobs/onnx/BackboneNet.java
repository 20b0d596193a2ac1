package dev.fieldmark.jobs.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.fieldmark.image.NetInput;
import dev.fieldmark.image.SquarePhoto;
import dev.fieldmark.jobs.backbone.Backbone;
import dev.fieldmark.jobs.backbone.BackboneException;
import dev.fieldmark.jobs.backbone.FeatureSet;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A user's backbone in ONNX Runtime, with what is done to photos before and to its planes after. One thread asks it. */
public final class BackboneNet implements AutoCloseable {
    private static final String IMAGE = "image";
    private static final String FEATURES = "features";

    /** By which share of the largest feature those of a photo alone may differ from those among others. */
    private static final double MOST_DIFFERENCE = 1e-3;

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final BackboneNodes nodes;
    private final int sidePixels;
    private final int length;

    private BackboneNet(
            OrtEnvironment environment, OrtSession session, BackboneNodes nodes, int sidePixels, int length) {
        this.environment = environment;
        this.session = session;
        this.nodes = nodes;
        this.sidePixels = sidePixels;
        this.length = length;
    }

    /**
     * Loads a backbone, and tries it with two pictures.
     *
     * @param model the file's bytes
     * @param sidePixels of the photos
     * @throws BackboneException where it can't be joined with a head, or gives no features of such photos
     */
    public static BackboneNet open(Backbone backbone, byte[] model, int sidePixels) throws BackboneException {
        BackboneNodes nodes = BackboneNodes.of(backbone, model, sidePixels);
        boolean planes;
        try (BackboneNet raw = load(nodes, sidePixels, 0)) {
            planes = raw.givesPlanes();
        }
        BackboneNodes complete = nodes.ofPlanes(planes);
        BackboneNet net = load(complete, sidePixels, 0);
        try {
            return new BackboneNet(net.environment, net.session, complete, sidePixels, net.tried());
        } catch (BackboneException | RuntimeException e) {
            net.close();
            throw e;
        }
    }

    private static BackboneNet load(BackboneNodes nodes, int sidePixels, int length) throws BackboneException {
        OnnxGraph graph = nodes.graph();
        graph.input(IMAGE, SquarePhoto.CHANNELS, sidePixels, sidePixels);
        graph.outputOfAnyShape(FEATURES, nodes.add(graph, IMAGE));
        try {
            // one thread: other numbers might give other bits
            OrtSession session = Sessions.load(graph.toBytes(), 1);
            return new BackboneNet(OrtEnvironment.getEnvironment(), session, nodes, sidePixels, length);
        } catch (OrtException e) {
            throw new BackboneException("file was refused by ONNX Runtime: " + e.getMessage(), e);
        }
    }

    private boolean givesPlanes() throws BackboneException {
        long[] shape = ask(twoPictures(), 2).shape();
        boolean rows = shape.length == 2 && shape[0] == 2;
        boolean planes = shape.length == 4 && shape[0] == 2;
        if (!rows && !planes) {
            throw new BackboneException("output was " + Arrays.toString(shape) + " for 2 photos but must be"
                    + " [2, features], or [2, features, height, width] where input.layout is nchw, and"
                    + " [2, height, width, features] where it is nhwc");
        }
        return planes;
    }

    /** The number of features, which are the same for a photo alone and among others. */
    private int tried() throws BackboneException {
        float[] pictures = twoPictures();
        Answer both = ask(pictures, 2);
        float[] first = ask(Arrays.copyOf(pictures, pictures.length / 2), 1).features();
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < first.length; i++) {
            largest = Math.max(largest, Math.abs(first[i]));
            difference = Math.max(difference, Math.abs((double) first[i] - both.features()[i]));
        }
        if (!(difference <= MOST_DIFFERENCE * Math.max(largest, Float.MIN_NORMAL))) { // so that NaN fails
            throw new BackboneException("output was other features for a photo alone than among others (by "
                    + difference + " of " + largest + ") but must be the same: export it for inference");
        }
        return first.length;
    }

    /** What ONNX Runtime answered. */
    private record Answer(long[] shape, float[] features) {}

    private float[] twoPictures() {
        var random = new Random(1);
        float[] pictures = new float[2 * SquarePhoto.samples(sidePixels)];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = random.nextFloat();
        }
        return pictures;
    }

    private Answer ask(float[] pictures, int count) throws BackboneException {
        long[] shape = {count, SquarePhoto.CHANNELS, sidePixels, sidePixels};
        try (var tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pictures), shape);
                var result = session.run(Map.of(IMAGE, tensor))) {
            var features = (OnnxTensor) result.get(0);
            return new Answer(
                    features.getInfo().getShape(), features.getFloatBuffer().array());
        } catch (OrtException e) {
            throw new BackboneException("file failed in ONNX Runtime at " + count + " photos: " + e.getMessage(), e);
        }
    }

    BackboneNodes nodes() {
        return nodes;
    }

    /** Numbers of each photo. */
    public int length() {
        return length;
    }

    /**
     * Of photos and their mirror images, in two calls.
     *
     * @param photos unsigned sRGB samples of shape [3, side, side] each
     */
    public FeatureSet features(List<byte[]> photos) throws BackboneException {
        return new FeatureSet(
                length, rows(photos), rows(photos.stream().map(this::mirrored).toList()));
    }

    private float[][] rows(List<byte[]> photos) throws BackboneException {
        int samples = SquarePhoto.samples(sidePixels);
        float[] pictures = new float[photos.size() * samples];
        for (int i = 0; i < photos.size(); i++) {
            NetInput.write(photos.get(i), 0, pictures, i * samples, samples);
        }
        float[] features = ask(pictures, photos.size()).features();
        float[][] rows = new float[photos.size()][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = Arrays.copyOfRange(features, i * length, (i + 1) * length);
        }
        return rows;
    }

    private byte[] mirrored(byte[] photo) {
        byte[] mirrored = new byte[photo.length];
        for (int i = 0; i < photo.length; i++) {
            int column = i % sidePixels;
            mirrored[i] = photo[i - column + sidePixels - 1 - column];
        }
        return mirrored;
    }

    @Override
    public void close() {
        Sessions.close(session);
    }
}
