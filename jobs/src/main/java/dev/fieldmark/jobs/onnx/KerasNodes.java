package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.backbone.BackboneException;
import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.graph.GraphVertex;
import org.deeplearning4j.nn.conf.graph.MergeVertex;
import org.deeplearning4j.nn.conf.graph.PreprocessorVertex;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DepthwiseConvolution2D;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.SeparableConvolution2D;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.ZeroPaddingLayer;
import org.deeplearning4j.nn.conf.preprocessor.CnnToFeedForwardPreProcessor;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.nn.graph.vertex.impl.LayerVertex;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The layers of a net that DL4J's importer made of Keras' as ONNX nodes. They lie channels last there and channels first
 * here. Its weights: convolutions OIHW, depthwise ones [height, width, in, multiplier] where they stand alone and
 * [multiplier, in, height, width] within separable ones, dense ones [in, out].
 */
final class KerasNodes {
    private static final int CHANNELS = 1;

    private final OnnxGraph graph;
    private final ComputationGraph net;
    private final KerasActivations activations;
    private final Map<String, String> values = new HashMap<>();

    /** @param photos name of the input's value, [n, 3, height, width] */
    KerasNodes(OnnxGraph graph, ComputationGraph net, String photos) {
        this.graph = graph;
        this.net = net;
        this.activations = new KerasActivations(graph);
        values.put(net.getConfiguration().getNetworkInputs().get(0), photos);
    }

    /**
     * Adds a layer, once, and all that it follows from; gives the name of its value.
     *
     * @throws BackboneException naming the layer that has no ONNX form here
     */
    String value(String layer) throws BackboneException {
        String known = values.get(layer);
        if (known != null) {
            return known;
        }
        List<String> inputs = new ArrayList<>();
        for (String before : net.getConfiguration().getVertexInputs().getOrDefault(layer, List.of())) {
            inputs.add(value(before));
        }
        String added = added(layer, inputs);
        values.put(layer, added);
        return added;
    }

    private String added(String name, List<String> inputs) throws BackboneException {
        if (net.getVertex(name) instanceof LayerVertex layer) {
            if (layer.getLayerPreProcessor() != null) {
                throw unknown(name, kind(layer.getLayerPreProcessor()));
            }
            Layer conf = layer.getLayer().conf().getLayer();
            return layer(
                    name, conf, new LayerWeights(graph, name, layer.getLayer().paramTable()), inputs.get(0));
        }
        GraphVertex vertex = net.getConfiguration().getVertices().get(name);
        if (vertex instanceof MergeVertex) {
            return graph.node("Concat", inputs, Attribute.whole("axis", CHANNELS));
        }
        if (vertex instanceof ElementWiseVertex elements) {
            return elementwise(name, elements.getOp(), inputs);
        }
        if (vertex instanceof PreprocessorVertex before
                && before.getPreProcessor() instanceof CnnToFeedForwardPreProcessor) {
            String last = graph.node("Transpose", inputs, Attribute.wholes("perm", 0, 2, 3, 1));
            return graph.node("Flatten", List.of(last), Attribute.whole("axis", 1));
        }
        throw unknown(name, kind(vertex));
    }

    private String elementwise(String name, ElementWiseVertex.Op operation, List<String> inputs)
            throws BackboneException {
        String operator = switch (operation) {
            case Add -> "Add";
            case Product -> "Mul";
            case Average, Max, Subtract -> throw unknown(name, operation);
        };
        String value = inputs.get(0);
        for (String other : inputs.subList(1, inputs.size())) {
            value = graph.node(operator, List.of(value, other));
        }
        return value;
    }

    private String layer(String name, Layer conf, LayerWeights weights, String input) throws BackboneException {
        // subclasses of ConvolutionLayer first: they compute something else
        if (conf instanceof DepthwiseConvolution2D depthwise) {
            return activations.add(name, depthwise.getActivationFn(), depthwise(depthwise, weights, input));
        }
        if (conf instanceof SeparableConvolution2D separable) {
            return activations.add(name, separable.getActivationFn(), separable(separable, weights, input));
        }
        if (conf.getClass() == ConvolutionLayer.class) {
            var convolution = (ConvolutionLayer) conf;
            List<String> kernel = withBias(convolution, weights, input, weights.add("W"));
            return activations.add(name, convolution.getActivationFn(), slid(convolution, 1, kernel));
        }
        if (conf instanceof DenseLayer dense) {
            String products = graph.node("MatMul", List.of(input, weights.add("W")));
            String sums = dense.hasBias() ? graph.node("Add", List.of(products, weights.addRow("b"))) : products;
            return activations.add(name, dense.getActivationFn(), sums);
        }
        if (conf instanceof BatchNormalization norm) {
            return graph.node(
                    "BatchNormalization",
                    List.of(
                            input,
                            weights.addRow("gamma"),
                            weights.addRow("beta"),
                            weights.addRow("mean"),
                            weights.addRow("var")),
                    Attribute.real("epsilon", norm.getEps()));
        }
        if (conf instanceof ActivationLayer activation) {
            return activations.add(name, activation.getActivationFn(), input);
        }
        if (conf instanceof SubsamplingLayer pool) {
            return pool(name, pool, input);
        }
        if (conf instanceof GlobalPoolingLayer pool) {
            return switch (pool.getPoolingType()) {
                case AVG -> graph.means(input, 2, 3);
                case MAX -> graph.largest(input, 2, 3);
                case SUM, PNORM -> throw unknown(name, pool.getPoolingType());
            };
        }
        if (conf instanceof ZeroPaddingLayer padding) {
            int[] sides = padding.getPadding(); // top, bottom, left, right
            String pads = graph.wholes(name + ".pads", 0, 0, sides[0], sides[2], 0, 0, sides[1], sides[3]);
            return graph.node("Pad", List.of(input, pads));
        }
        if (conf instanceof DropoutLayer) {
            return input;
        }
        throw unknown(name, kind(conf));
    }

    private String pool(String name, SubsamplingLayer pool, String input) throws BackboneException {
        String operator = switch (pool.getPoolingType()) {
            case AVG -> "AveragePool"; // over the pixels that are there, as Keras does
            case MAX -> "MaxPool";
            case SUM, PNORM -> throw unknown(name, pool.getPoolingType());
        };
        return graph.node(
                operator,
                List.of(input),
                Attribute.wholes("kernel_shape", pool.getKernelSize()),
                Attribute.wholes("strides", pool.getStride()),
                padding(pool.getConvolutionMode()));
    }

    private String depthwise(DepthwiseConvolution2D conf, LayerWeights weights, String input) {
        INDArray kernel = weights.of("W").permute(2, 3, 0, 1);
        List<String> inputs = withBias(conf, weights, input, weights.add("W", ofSinglePlanes(kernel)));
        return slid(conf, kernel.size(0), inputs);
    }

    private String separable(SeparableConvolution2D conf, LayerWeights weights, String input) {
        INDArray kernel = weights.of("W").permute(1, 0, 2, 3);
        String planes = slid(conf, kernel.size(0), List.of(input, weights.add("W", ofSinglePlanes(kernel))));
        return graph.node("Conv", withBias(conf, weights, planes, weights.add("pW")));
    }

    /** From [in, multiplier, height, width] to [in * multiplier, 1, height, width]. */
    private static INDArray ofSinglePlanes(INDArray kernel) {
        return kernel.dup('c').reshape('c', -1, 1, kernel.size(2), kernel.size(3));
    }

    private static List<String> withBias(ConvolutionLayer conf, LayerWeights weights, String input, String kernel) {
        return conf.hasBias() ? List.of(input, kernel, weights.addRow("b")) : List.of(input, kernel);
    }

    private String slid(ConvolutionLayer conf, long groups, List<String> inputs) {
        return graph.node(
                "Conv",
                inputs,
                Attribute.wholes("kernel_shape", conf.getKernelSize()),
                Attribute.wholes("strides", conf.getStride()),
                Attribute.wholes("dilations", conf.getDilation()),
                Attribute.whole("group", Math.toIntExact(groups)),
                isDilated(conf) ? dilatedPadding(conf) : padding(conf.getConvolutionMode()));
    }

    private static boolean isDilated(ConvolutionLayer conf) {
        return conf.getDilation()[0] > 1 || conf.getDilation()[1] > 1;
    }

    /** ONNX Runtime can't find it itself. Keras dilates with strides of 1 alone. */
    private static Attribute dilatedPadding(ConvolutionLayer conf) {
        int[] pads = new int[4];
        for (int axis = 0; axis < 2 && conf.getConvolutionMode() == ConvolutionMode.Same; axis++) {
            int both = conf.getDilation()[axis] * (conf.getKernelSize()[axis] - 1);
            pads[axis] = both / 2;
            pads[axis + 2] = both - both / 2;
        }
        return Attribute.wholes("pads", pads);
    }

    /** Where Keras' "same" can't pad both sides alike, the right and the bottom get one more. */
    private static Attribute padding(ConvolutionMode mode) {
        return Attribute.text("auto_pad", mode == ConvolutionMode.Same ? "SAME_UPPER" : "VALID");
    }

    private static String kind(@Nullable Object found) {
        return found == null ? "nothing" : found.getClass().getSimpleName();
    }

    static BackboneException unknown(String layer, Object found) {
        return new BackboneException("file had layer " + layer + " that Deeplearning4j reads as " + found
                + ", for which there is no form in ONNX here: convert it with tf2onnx");
    }
}
