package dev.fieldmark.jobs.train.dl4j;

import java.util.Collection;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** A dense layer without activation that runs forward once, as {@link ConvolutionOnce}. */
final class DenseOnce extends DenseLayer {
    private static final long serialVersionUID = 1;

    DenseOnce(int units) {
        setNOut(units);
        setActivationFn(new ActivationIdentity());
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
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(weights);
        layer.setParamTable(initializer().init(configuration, weights, initialize));
        return layer;
    }

    private static final class Running extends org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer {
        Running(NeuralNetConfiguration configuration, DataType type) {
            super(configuration, type);
        }

        @Override
        public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
            preOutput = epsilon;
            Pair<Gradient, INDArray> gradients = super.backpropGradient(epsilon, workspaces);
            setPreOutput(null);
            return gradients;
        }

        @Override
        protected Pair<INDArray, INDArray> preOutputWithPreNorm(
                boolean training, boolean forBackprop, LayerWorkspaceMgr workspaces) {
            return forBackprop
                    ? new Pair<>(preOutput, preOutput)
                    : super.preOutputWithPreNorm(training, false, workspaces);
        }
    }
}
