package dev.fieldmark.jobs.train.dl4j;

import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * The mean of the squared errors over targets and faces, and its gradient. DL4J's own gives the gradient of the mean
 * over targets and the sum over faces, and divides later, in one more pass over all the weights.
 */
final class MeanSquaredError extends LossMSE {
    private static final long serialVersionUID = 1;

    @Override
    public INDArray computeGradient(INDArray labels, INDArray output, IActivation activation, INDArray mask) {
        return super.computeGradient(labels, output, activation, mask).divi(labels.size(0));
    }
}
