package dev.fieldmark.jobs.train.dl4j;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * The mean of the squared errors over targets and faces, and its gradient, for outputs without activation. DL4J's own
 * gives the gradient of the mean over targets and the sum over faces, and divides later, in one more pass over all the
 * weights; and its sum of the errors has other bits with other process-wide numbers of threads.
 */
final class MeanSquaredError extends LossMSE {
    private static final long serialVersionUID = 1;

    @Override
    public double computeScore(
            INDArray labels, INDArray output, IActivation activation, @Nullable INDArray mask, boolean average) {
        float[] expected = labels.dup('c').data().asFloat();
        float[] found = output.dup('c').data().asFloat();
        double mean = squaredErrors(expected, found) / labels.size(1);
        return average ? mean / labels.size(0) : mean;
    }

    @Override
    public INDArray computeGradient(INDArray labels, INDArray output, IActivation activation, @Nullable INDArray mask) {
        return super.computeGradient(labels, output, activation, mask).divi(labels.size(0));
    }

    /** The sum of the squared differences, always in the same order. */
    static double squaredErrors(float[] expected, float[] found) {
        double sum = 0;
        for (int i = 0; i < found.length; i++) {
            double error = (double) found[i] - expected[i];
            sum += error * error;
        }
        return sum;
    }
}
