package dev.fieldmark.jobs.onnx;

import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.BaseActivationFunction;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * An activation that leaves its input as it is. DL4J's activation layers compute in place where nothing is trained, and so
 * change what another layer is still to see, such as the other branch of Xception's blocks.
 */
final class CopyingActivation extends BaseActivationFunction {
    private static final long serialVersionUID = 1;

    private final IActivation activation;

    CopyingActivation(IActivation activation) {
        this.activation = activation;
    }

    @Override
    public INDArray getActivation(INDArray in, boolean training) {
        return activation.getActivation(in.dup(), training);
    }

    @Override
    public Pair<INDArray, INDArray> backprop(INDArray in, INDArray epsilon) {
        return activation.backprop(in, epsilon);
    }
}
