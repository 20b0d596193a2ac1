package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.backbone.BackboneException;
import dev.fieldmark.jobs.onnx.OnnxGraph.Attribute;
import java.util.List;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationELU;
import org.nd4j.linalg.activations.impl.ActivationHardSigmoid;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationLReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.activations.impl.ActivationReLU6;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.activations.impl.ActivationSwish;
import org.nd4j.linalg.activations.impl.ActivationTanH;

/** Keras' activations, as DL4J's importer has them, as ONNX nodes. */
record KerasActivations(OnnxGraph graph) {
    /**
     * Adds one; gives the name of its value.
     *
     * @param layer that has it, for the error
     * @param input name of rows, or of planes [n, channels, height, width]
     */
    String add(String layer, IActivation activation, String input) throws BackboneException {
        if (activation instanceof ActivationIdentity) {
            return input;
        }
        if (activation instanceof ActivationReLU relu) {
            return relu(layer, relu, input);
        }
        if (activation instanceof ActivationReLU6) {
            return upTo(6, input);
        }
        if (activation instanceof ActivationLReLU leaky) {
            return graph.node("LeakyRelu", List.of(input), Attribute.real("alpha", leaky.getAlpha()));
        }
        if (activation instanceof ActivationELU elu) {
            return graph.node("Elu", List.of(input), Attribute.real("alpha", elu.getAlpha()));
        }
        if (activation instanceof ActivationSigmoid) {
            return graph.node("Sigmoid", List.of(input));
        }
        if (activation instanceof ActivationHardSigmoid) {
            return graph.node("HardSigmoid", List.of(input));
        }
        if (activation instanceof ActivationTanH) {
            return graph.node("Tanh", List.of(input));
        }
        if (activation instanceof ActivationSwish) {
            return graph.node("Mul", List.of(input, graph.node("Sigmoid", List.of(input))));
        }
        if (activation instanceof ActivationSoftmax) {
            return graph.node("Softmax", List.of(input), Attribute.whole("axis", 1));
        }
        throw KerasNodes.unknown(layer, activation);
    }

    private String relu(String layer, ActivationReLU relu, String input) throws BackboneException {
        if (relu.equals(new ActivationReLU())) {
            return graph.node("Relu", List.of(input));
        }
        if (relu.getThreshold() != 0 || relu.getNegativeSlope() != 0) {
            throw KerasNodes.unknown(
                    layer,
                    "relu of threshold " + relu.getThreshold() + " and negative slope " + relu.getNegativeSlope());
        }
        return upTo(relu.getMax(), input);
    }

    private String upTo(double largest, String input) {
        return graph.node("Clip", List.of(input, graph.constant("zero", 0), graph.constant("largest", largest)));
    }
}
