package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.GraphVertex;
import org.deeplearning4j.nn.graph.vertex.impl.InputVertex;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
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

    /** Adds all of the net; gives the name of its output's value. */
    String add(ComputationGraph net, String input) {
        var configuration = net.getConfiguration();
        var values = new HashMap<>(Map.of(configuration.getNetworkInputs().get(0), input));
        for (int place : net.topologicalSortOrder()) {
            GraphVertex vertex = net.getVertices()[place];
            List<String> inputs =
                    configuration.getVertexInputs().getOrDefault(vertex.getVertexName(), List.of()).stream()
                            .map(name -> value(name, values))
                            .toList();
            if (vertex instanceof LayerVertex layer) {
                String from = preprocessed(layer, inputs.get(0));
                values.put(vertex.getVertexName(), layer(vertex.getVertexName(), layer.getLayer(), from));
            } else if (configuration.getVertices().get(vertex.getVertexName()) instanceof ElementWiseVertex sum) {
                if (sum.getOp() != ElementWiseVertex.Op.Add) {
                    throw unknown(vertex.getVertexName(), "operation", sum.getOp(), ElementWiseVertex.Op.Add);
                }
                values.put(vertex.getVertexName(), graph.node("Add", inputs));
            } else if (!(vertex instanceof InputVertex)) {
                throw unknown(
                        vertex.getVertexName(), "vertex", vertex.getClass().getSimpleName(), "a layer or a sum");
            }
        }
        return value(configuration.getNetworkOutputs().get(0), values);
    }

    private static String value(String name, Map<String, String> values) {
        return Optional.ofNullable(values.get(name)).orElseThrow(() -> unknown(name, "value", "missing", "there"));
    }

    private String preprocessed(LayerVertex vertex, String input) {
        InputPreProcessor before = vertex.getLayerPreProcessor();
        if (before instanceof CnnToFeedForwardPreProcessor) {
            return graph.node("Flatten", List.of(input), Attribute.whole("axis", 1));
        }
        if (before != null) {
            throw unknown(vertex.getVertexName(), "preprocessor", before, "CnnToFeedForwardPreProcessor");
        }
        return input;
    }

    private String layer(String name, Layer layer, String input) {
        var conf = layer.conf().getLayer();
        var weights = new LayerWeights(graph, name, layer.paramTable());
        // subclasses compute something else
        if (conf.getClass() == ConvolutionLayer.class) {
            return convolution(name, (ConvolutionLayer) conf, weights, input);
        }
        if (conf.getClass() == SubsamplingLayer.class) {
            return pool(name, (SubsamplingLayer) conf, input);
        }
        if (conf.getClass() == BatchNormalization.class) {
            return batchNormalization(name, (BatchNormalization) conf, weights, input);
        }
        if (conf.getClass() == DenseLayer.class || conf.getClass() == OutputLayer.class) {
            return dense(name, (FeedForwardLayer) conf, weights, input);
        }
        if (conf.getClass() == ActivationLayer.class) {
            return activation(name, ((ActivationLayer) conf).getActivationFn(), input);
        }
        if (conf.getClass() == Upsampling2D.class) {
            return upsampling(name, (Upsampling2D) conf, input);
        }
        if (conf.getClass() == GlobalPoolingLayer.class) {
            return means(name, (GlobalPoolingLayer) conf, input);
        }
        if (conf.getClass() == CnnLossLayer.class) {
            return activation(name, ((CnnLossLayer) conf).getActivationFn(), input);
        }
        if (conf.getClass() == DropoutLayer.class) {
            return input;
        }
        throw unknown(
                name,
                "layer",
                conf,
                "ConvolutionLayer, SubsamplingLayer, BatchNormalization, DenseLayer, OutputLayer, ActivationLayer,"
                        + " Upsampling2D, GlobalPoolingLayer, CnnLossLayer, DropoutLayer");
    }

    private String convolution(String name, ConvolutionLayer conf, LayerWeights weights, String input) {
        requireNchw(name, conf.getCnn2dDataFormat());
        requirePlain(name, conf.getConvolutionMode(), conf.getDilation());
        String output = graph.node(
                "Conv",
                List.of(input, weights.add("W"), weights.addRow("b")),
                Attribute.wholes("kernel_shape", conf.getKernelSize()),
                Attribute.wholes("strides", conf.getStride()),
                pads(conf.getPadding()));
        return activation(name, conf.getActivationFn(), output);
    }

    private String pool(String name, SubsamplingLayer conf, String input) {
        requireNchw(name, conf.getCnn2dDataFormat());
        requirePlain(name, conf.getConvolutionMode(), conf.getDilation());
        if (conf.getPoolingType() != PoolingType.MAX) {
            throw unknown(name, "pooling", conf.getPoolingType(), PoolingType.MAX);
        }
        return graph.node(
                "MaxPool",
                List.of(input),
                Attribute.wholes("kernel_shape", conf.getKernelSize()),
                Attribute.wholes("strides", conf.getStride()),
                pads(conf.getPadding()));
    }

    private String upsampling(String name, Upsampling2D conf, String input) {
        requireNchw(name, conf.getFormat());
        String scales = graph.constant(name + ".scales", new float[] {1, 1, conf.getSize()[0], conf.getSize()[1]}, 4);
        return graph.node(
                "Resize",
                List.of(input, "", scales),
                Attribute.text("mode", "nearest"),
                Attribute.text("coordinate_transformation_mode", "asymmetric"),
                Attribute.text("nearest_mode", "floor"));
    }

    private String means(String name, GlobalPoolingLayer conf, String input) {
        if (conf.getPoolingType() != PoolingType.AVG) {
            throw unknown(name, "pooling", conf.getPoolingType(), PoolingType.AVG);
        }
        String means = graph.node("GlobalAveragePool", List.of(input));
        return graph.node("Flatten", List.of(means), Attribute.whole("axis", 1));
    }

    private String batchNormalization(String name, BatchNormalization conf, LayerWeights weights, String input) {
        requireNchw(name, conf.getCnn2DFormat());
        INDArray variance = conf.isUseLogStd() ? variance(weights.of("log10stdev")) : weights.of("var");
        // DL4J gives this layer an activation and never applies it
        return graph.node(
                "BatchNormalization",
                List.of(
                        input,
                        weights.addRow("gamma"),
                        weights.addRow("beta"),
                        weights.addRow("mean"),
                        weights.addRow("var", variance)),
                Attribute.real("epsilon", conf.getEps()));
    }

    private String dense(String name, FeedForwardLayer conf, LayerWeights weights, String input) {
        String output = graph.node("Gemm", List.of(input, weights.add("W"), weights.addRow("b")));
        return activation(name, conf.getActivationFn(), output);
    }

    private String activation(String name, IActivation activation, String input) {
        if (activation instanceof ActivationIdentity) {
            return input;
        }
        if (activation.equals(new ActivationReLU())) {
            return graph.node("Relu", List.of(input));
        }
        throw unknown(name, "activation", activation, "identity, relu");
    }

    /** DL4J keeps the logarithm of the standard deviation. */
    private static INDArray variance(INDArray log10OfDeviation) {
        INDArray deviation = Transforms.pow(Nd4j.valueArrayOf(log10OfDeviation.shape(), 10.0), log10OfDeviation);
        return deviation.mul(deviation);
    }

    private static Attribute pads(int[] padding) {
        return Attribute.wholes("pads", padding[0], padding[1], padding[0], padding[1]);
    }

    private static void requireNchw(String name, CNN2DFormat format) {
        if (format != CNN2DFormat.NCHW) {
            throw unknown(name, "data format", format, CNN2DFormat.NCHW);
        }
    }

    private static void requirePlain(String name, ConvolutionMode mode, int[] dilation) {
        if (mode != ConvolutionMode.Truncate) {
            throw unknown(name, "convolution mode", mode, ConvolutionMode.Truncate);
        }
        if (dilation[0] != 1 || dilation[1] != 1) {
            throw unknown(name, "dilation", List.of(dilation[0], dilation[1]), "1");
        }
    }

    private static IllegalArgumentException unknown(String name, String what, Object found, Object known) {
        boolean named = found instanceof org.deeplearning4j.nn.conf.layers.Layer || found instanceof InputPreProcessor;
        return new IllegalArgumentException("layer " + name + ": " + what + " was "
                + (named ? found.getClass().getSimpleName() : found) + " but must be " + known + " to be exported");
    }
}
