package dev.fieldmark.jobs.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import dev.fieldmark.jobs.backbone.BackboneException;
import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
import dev.fieldmark.jobs.train.dl4j.NativeBackend;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A net that Keras saved as an ONNX graph, channels last as it was. It is proved before anybody gets it: ONNX Runtime
 * must answer two pictures as DL4J does.
 */
final class KerasGraph {
    private static final int PICTURES = 2;

    /** By which share of an answer's largest number any of its numbers may differ. */
    private static final double MOST_DIFFERENCE = 1e-3;

    private KerasGraph() {}

    /**
     * Translates a net.
     *
     * @param file a copy, from which is dropped what the output does not follow from
     * @param wanted name of the layer that is taken as output; empty for the net's only one
     * @param sidePixels of the pictures, where it takes any
     * @throws BackboneException where it can't be read, or has a layer before the output that has no ONNX form here
     */
    static byte[] of(KerasFile file, String wanted, int sidePixels) throws BackboneException {
        NativeBackend.load();
        KerasConfig config = file.config();
        String output = config.output(wanted);
        file.drop(config.cutTo(output));
        int[] shape = config.shape(sidePixels);
        ComputationGraph net = file.read(config, shape);
        var graph = new OnnxGraph();
        graph.input(config.input(), shape);
        String photos = graph.node("Transpose", List.of(config.input()), Attribute.wholes("perm", 0, 3, 1, 2));
        String value = new KerasNodes(graph, net, photos).value(output);

        float[] pictures = pictures(shape);
        INDArray answer = answer(net, output, Nd4j.createFromArray(pictures).reshape(batch(shape)));
        String last = answer.rank() == 4
                ? graph.node("Transpose", List.of(value), Attribute.wholes("perm", 0, 2, 3, 1))
                : value;
        graph.outputOfAnyShape(output, last);
        byte[] model = graph.toBytes();
        try {
            requireAlike(floats(answer), answer(model, config.input(), pictures, batch(shape)));
        } catch (OrtException e) {
            throw new BackboneException("file was refused as an ONNX graph by ONNX Runtime: " + e.getMessage(), e);
        }
        return model;
    }

    private static long[] batch(int[] shape) {
        return new long[] {PICTURES, shape[0], shape[1], shape[2]};
    }

    private static float[] pictures(int[] shape) {
        var random = new Random(1);
        float[] pictures = new float[PICTURES * shape[0] * shape[1] * shape[2]];
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = 2 * random.nextFloat() - 1;
        }
        return pictures;
    }

    private static INDArray answer(ComputationGraph net, String output, INDArray pictures) throws BackboneException {
        net.getConfiguration().setInferenceWorkspaceMode(WorkspaceMode.NONE);
        for (Layer layer : net.getLayers()) {
            if (layer.conf().getLayer() instanceof ActivationLayer activation) {
                activation.setActivationFn(new CopyingActivation(activation.getActivationFn()));
            }
        }
        try {
            return Objects.requireNonNull(net.feedForward(pictures, false).get(output));
        } catch (RuntimeException e) {
            throw new BackboneException("file had a net that Deeplearning4j can't run: " + e, e);
        }
    }

    private static float[] answer(byte[] model, String input, float[] pictures, long[] batch) throws OrtException {
        var environment = OrtEnvironment.getEnvironment();
        try (var session = Sessions.load(model, 1);
                var tensor = OnnxTensor.createTensor(environment, FloatBuffer.wrap(pictures), batch);
                var result = session.run(Map.of(input, tensor))) {
            return ((OnnxTensor) result.get(0)).getFloatBuffer().array();
        }
    }

    private static float[] floats(INDArray values) {
        return values.dup('c').data().asFloat();
    }

    private static void requireAlike(float[] dl4j, float[] onnx) throws BackboneException {
        if (dl4j.length != onnx.length) {
            throw new BackboneException("file had an output of " + onnx.length / PICTURES
                    + " numbers as an ONNX graph but must have the " + dl4j.length / PICTURES
                    + " that Deeplearning4j reads: convert it with tf2onnx");
        }
        double largest = 0;
        double difference = 0;
        for (int i = 0; i < dl4j.length; i++) {
            largest = Math.max(largest, Math.abs(dl4j[i]));
            difference = Math.max(difference, Math.abs((double) dl4j[i] - onnx[i]));
        }
        if (!(difference <= MOST_DIFFERENCE * Math.max(largest, Float.MIN_NORMAL))) { // so that NaN fails
            throw new BackboneException("file had an output that differed as an ONNX graph from what Deeplearning4j"
                    + " computes (by " + difference + " of " + largest
                    + ") but must be the same: convert it with tf2onnx");
        }
    }
}
