package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * DL4J's layers as ONNX nodes. Convolution weights are OIHW in both; dense weights are [in, out] as Gemm takes them.
 * What has no form here is refused by name rather than guessed.
 */
final class LayerNodes {
    private final OnnxGraph graph;

    LayerNodes(OnnxGraph graph) {
        this.graph = graph;
    }

    /** Adds all layers of the net; gives the name of the last one's output. */
    String add(MultiLayerNetwork net, String input) {
        String value = input;
        for (int i = 0; i < net.getnLayers(); i++) {
            InputPreProcessor before = net.getLayerWiseConfigurations().getInputPreProcess(i);
            if (before instanceof CnnToFeedForwardPreProcessor) {
                value = graph.node("Flatten", List.of(value), Attribute.whole("axis", 1));
            } else if (before != null) {
                throw unknown(i, "preprocessor", before, "CnnToFeedForwardPreProcessor");
            }
            value = layer(i, net.getLayer(i), value);
        }
        return value;
    }

    private String layer(int number, Layer layer, String input) {
        var conf = layer.conf().getLayer();
        Map<String, INDArray> weights = layer.paramTable();
        // subclasses compute something else
        if (conf.getClass() == ConvolutionLayer.class) {
            return convolution(number, (ConvolutionLayer) conf, weights, input);
        }
        if (conf.getClass() == SubsamplingLayer.class) {
            return pool(number, (SubsamplingLayer) conf, input);
        }
        if (conf.getClass() == BatchNormalization.class) {
            return batchNormalization(number, (BatchNormalization) conf, weights, input);
        }
        if (conf.getClass() == DenseLayer.class || conf.getClass() == OutputLayer.class) {
            return dense(number, (FeedForwardLayer) conf, weights, input);
        }
        if (conf.getClass() == ActivationLayer.class) {
            return activation(number, ((ActivationLayer) conf).getActivationFn(), input);
        }
        if (conf.getClass() == DropoutLayer.class) {
            return input;
        }
        throw unknown(
                number,
                "layer",
                conf,
                "ConvolutionLayer, SubsamplingLayer, BatchNormalization, DenseLayer, OutputLayer, ActivationLayer,"
                        + " DropoutLayer");
    }

    private String convolution(int number, ConvolutionLayer conf, Map<String, INDArray> weights, String input) {
        requireNchw(number, conf.getCnn2dDataFormat());
        requirePlain(number, conf.getConvolutionMode(), conf.getDilation());
        String output = graph.node(
                "Conv",
                List.of(input, kernel(number, weights), vector(number, "b", weight(number, weights, "b"))),
                Attribute.wholes("kernel_shape", conf.getKernelSize()),
                Attribute.wholes("strides", conf.getStride()),
                pads(conf.getPadding()));
        return activation(number, conf.getActivationFn(), output);
    }

    private String pool(int number, SubsamplingLayer conf, String input) {
        requireNchw(number, conf.getCnn2dDataFormat());
        requirePlain(number, conf.getConvolutionMode(), conf.getDilation());
        if (conf.getPoolingType() != PoolingType.MAX) {
            throw unknown(number, "pooling", conf.getPoolingType(), PoolingType.MAX);
        }
        return graph.node(
                "MaxPool",
                List.of(input),
                Attribute.wholes("kernel_shape", conf.getKernelSize()),
                Attribute.wholes("strides", conf.getStride()),
                pads(conf.getPadding()));
    }

    private String batchNormalization(
            int number, BatchNormalization conf, Map<String, INDArray> weights, String input) {
        requireNchw(number, conf.getCnn2DFormat());
        INDArray mean = weight(number, weights, "mean");
        INDArray variance =
                conf.isUseLogStd() ? variance(weight(number, weights, "log10stdev")) : weight(number, weights, "var");
        // DL4J gives this layer an activation and never applies it
        return graph.node(
                "BatchNormalization",
                List.of(
                        input,
                        vector(number, "gamma", weight(number, weights, "gamma")),
                        vector(number, "beta", weight(number, weights, "beta")),
                        vector(number, "mean", mean),
                        vector(number, "var", variance)),
                Attribute.real("epsilon", conf.getEps()));
    }

    private String dense(int number, FeedForwardLayer conf, Map<String, INDArray> weights, String input) {
        String output = graph.node(
                "Gemm", List.of(input, kernel(number, weights), vector(number, "b", weight(number, weights, "b"))));
        return activation(number, conf.getActivationFn(), output);
    }

    private String activation(int number, IActivation activation, String input) {
        if (activation instanceof ActivationIdentity) {
            return input;
        }
        if (activation.equals(new ActivationReLU())) {
            return graph.node("Relu", List.of(input));
        }
        throw unknown(number, "activation", activation, "identity, relu");
    }

    private String kernel(int number, Map<String, INDArray> weights) {
        INDArray kernel = weight(number, weights, "W");
        return graph.constant(name(number, "W"), floats(kernel), kernel.shape());
    }

    private String vector(int number, String name, INDArray values) {
        return graph.constant(name(number, name), floats(values), values.length());
    }

    private static INDArray weight(int number, Map<String, INDArray> weights, String name) {
        INDArray weight = weights.get(name);
        if (weight == null) {
            throw unknown(number, "weights", weights.keySet(), "some with " + name);
        }
        return weight;
    }

    /** DL4J keeps the logarithm of the standard deviation. */
    private static INDArray variance(INDArray log10OfDeviation) {
        INDArray deviation = Transforms.pow(Nd4j.valueArrayOf(log10OfDeviation.shape(), 10.0), log10OfDeviation);
        return deviation.mul(deviation);
    }

    private static float[] floats(INDArray values) {
        return values.dup('c').data().asFloat();
    }

    private static String name(int number, String name) {
        return "layer" + number + "." + name;
    }

    private static Attribute pads(int[] padding) {
        return Attribute.wholes("pads", padding[0], padding[1], padding[0], padding[1]);
    }

    private static void requireNchw(int number, CNN2DFormat format) {
        if (format != CNN2DFormat.NCHW) {
            throw unknown(number, "data format", format, CNN2DFormat.NCHW);
        }
    }

    private static void requirePlain(int number, ConvolutionMode mode, int[] dilation) {
        if (mode != ConvolutionMode.Truncate) {
            throw unknown(number, "convolution mode", mode, ConvolutionMode.Truncate);
        }
        if (dilation[0] != 1 || dilation[1] != 1) {
            throw unknown(number, "dilation", List.of(dilation[0], dilation[1]), "1");
        }
    }

    private static IllegalArgumentException unknown(int number, String what, Object found, Object known) {
        boolean named = found instanceof org.deeplearning4j.nn.conf.layers.Layer || found instanceof InputPreProcessor;
        return new IllegalArgumentException("layer " + number + ": " + what + " was "
                + (named ? found.getClass().getSimpleName() : found) + " but must be " + known + " to be exported");
    }
}
