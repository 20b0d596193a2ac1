package dev.fieldmark.jobs.train.dl4j;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * A dense layer without activation that runs forward once, as {@link ConvolutionOnce}, and cuts its products among its
 * trainer's threads: OpenBLAS knows one number of threads for the whole process, and is held to one.
 */
final class DenseOnce extends DenseLayer {
    private static final long serialVersionUID = 1;

    private final int threads;

    DenseOnce(int units, int threads) {
        this.threads = threads;
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
        return Parts.ready(layer, configuration, listeners, index, weights, initialize);
    }

    private static final class Running extends org.deeplearning4j.nn.layers.feedforward.dense.DenseLayer {
        Running(NeuralNetConfiguration configuration, DataType type) {
            super(configuration, type);
        }

        @Override
        protected Pair<INDArray, INDArray> preOutputWithPreNorm(
                boolean training, boolean forBackprop, LayerWorkspaceMgr workspaces) {
            INDArray weights = getParam(DefaultParamInitializer.WEIGHT_KEY);
            INDArray sums = workspaces.createUninitialized(
                    ArrayType.ACTIVATIONS, dataType, new long[] {rows(), weights.columns()}, 'f');
            Slices.run(
                    threads(),
                    weights.columns(),
                    (from, to) ->
                            Nd4j.gemm(input, columns(weights, from, to), columns(sums, from, to), false, false, 1, 0));
            sums.addiRowVector(getParam(DefaultParamInitializer.BIAS_KEY));
            return new Pair<>(sums, sums);
        }

        @Override
        public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
            INDArray weights = getParam(DefaultParamInitializer.WEIGHT_KEY);
            INDArray weightGradient = Objects.requireNonNull(gradientViews.get(DefaultParamInitializer.WEIGHT_KEY));
            INDArray biasGradient = Objects.requireNonNull(gradientViews.get(DefaultParamInitializer.BIAS_KEY));
            INDArray byColumn = epsilon.dup('f');
            INDArray transposed = epsilon.dup('c').transpose();
            INDArray gradient = workspaces.createUninitialized(
                    ArrayType.ACTIVATION_GRAD, dataType, new long[] {weights.rows(), rows()}, 'f');
            Slices.run(
                    threads(),
                    weights.columns(),
                    (from, to) -> Nd4j.gemm(
                            input, columns(byColumn, from, to), columns(weightGradient, from, to), true, false, 1, 0));
            Slices.run(
                    threads(),
                    rows(),
                    (from, to) -> Nd4j.gemm(
                            weights, columns(transposed, from, to), columns(gradient, from, to), false, false, 1, 0));
            epsilon.sum(biasGradient, 0);
            var gradients = new DefaultGradient();
            gradients.setGradientFor(DefaultParamInitializer.BIAS_KEY, biasGradient);
            gradients.setGradientFor(DefaultParamInitializer.WEIGHT_KEY, weightGradient);
            return new Pair<>(gradients, gradient.transpose());
        }

        private int threads() {
            return ((DenseOnce) layerConf()).threads;
        }

        private int rows() {
            return (int) input.size(0);
        }

        /** Columns of a matrix that lies column after column: they lie together. */
        private static INDArray columns(INDArray matrix, int from, int to) {
            return matrix.get(NDArrayIndex.all(), NDArrayIndex.interval(from, to));
        }
    }
}
