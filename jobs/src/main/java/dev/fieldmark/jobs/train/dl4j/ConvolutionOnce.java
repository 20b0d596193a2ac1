package dev.fieldmark.jobs.train.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A convolution without activation that runs forward once. DL4J's own runs forward again on the way back, to have what
 * its activation needs (or keeps a copy of it).
 */
final class ConvolutionOnce extends ConvolutionLayer {
    private static final long serialVersionUID = 1;

    ConvolutionOnce(int kernelSide, int stride, int padding, int filters) {
        super(new Builder(kernelSide, kernelSide)
                .convolutionMode(ConvolutionMode.Truncate)
                .stride(stride, stride)
                .padding(padding, padding)
                .nOut(filters)
                .activation(Activation.IDENTITY));
    }

    @Override
    public Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray weights,
            boolean initialize,
            DataType type) {
        var layer = new Running(configuration, type);
        return Parts.ready(layer, configuration, listeners, index, weights, initialize);
    }

    private static final class Running extends org.deeplearning4j.nn.layers.convolution.ConvolutionLayer {
        Running(NeuralNetConfiguration configuration, DataType type) {
            super(configuration, type);
        }

        @Override
        public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
            // stands for what the forward run gave: of the same shape, and the identity's gradient looks at no more
            preOutput = epsilon;
            Pair<Gradient, INDArray> gradients = super.backpropGradient(epsilon, workspaces);
            setPreOutput(null);
            return gradients;
        }
    }
}
