package dev.fieldmark.jobs.train.dl4j;

import dev.fieldmark.jobs.train.Seeds;
import java.util.Collection;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.inputs.InputType.InputTypeConvolutional;
import org.deeplearning4j.nn.conf.layers.NoParamLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.AbstractLayer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Relu, 2x2 max pool and dropout in one pass, in Java: what DL4J does in three layers, of which oneDNN's pool alone
 * takes half of net7's training on a CPU without AVX-512. The values are those of the three layers (but for which units
 * dropout draws), since the maximum of relus is the relu of the maximum. Only the pool's choice is kept for the way
 * back, a byte for four values. How it is cut among threads changes no bit.
 */
final class ReluPool extends NoParamLayer {
    private static final long serialVersionUID = 1;

    private final double dropout;
    private final int threads;

    ReluPool(double dropout, int threads) {
        this.dropout = dropout;
        this.threads = threads;
    }

    @Override
    public org.deeplearning4j.nn.api.Layer instantiate(
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray weights,
            boolean initialize,
            DataType type) {
        var layer = new Running(configuration, type);
        return Parts.ready(layer, configuration, listeners, index, weights, initialize);
    }

    @Override
    public InputType getOutputType(int index, InputType input) {
        var planes = (InputTypeConvolutional) input;
        return InputType.convolutional(planes.getHeight() / 2, planes.getWidth() / 2, planes.getChannels());
    }

    @Override
    public @Nullable InputPreProcessor getPreProcessorForInputType(InputType input) {
        return null;
    }

    @Override
    public LayerMemoryReport getMemoryReport(InputType input) {
        throw new UnsupportedOperationException("nobody asks for a report on a net that trains");
    }

    private static final class Running extends AbstractLayer<ReluPool> {
        private byte[] choices = new byte[0];

        Running(NeuralNetConfiguration configuration, DataType type) {
            super(configuration, type);
        }

        @Override
        public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
            INDArray values = Planes.rowMajor(input);
            PoolPlanes planes = planes();
            int count = Planes.count(input);
            long[] shape = {input.size(0), input.size(1), input.size(2) / 2, input.size(3) / 2};
            INDArray pooled = workspaces.createUninitialized(ArrayType.ACTIVATIONS, input.dataType(), shape, 'c');
            if (choices.length < count * planes.pooledSize()) {
                choices = new byte[count * planes.pooledSize()];
            }
            boolean drops = training && layerConf().dropout > 0;
            long seed = drops ? Nd4j.getRandom().nextLong() : 0;
            Slices.run(layerConf().threads, count, (from, to) -> {
                float[] plane = new float[planes.size()];
                float[] pooledPlane = new float[planes.pooledSize()];
                for (int i = from; i < to; i++) {
                    Planes.read(values, i, plane);
                    planes.pool(plane, pooledPlane, choices, i * pooledPlane.length);
                    if (drops) {
                        planes.drop(pooledPlane, choices, i * pooledPlane.length, Seeds.mix(seed, i));
                    }
                    Planes.write(pooledPlane, pooled, i);
                }
            });
            return pooled;
        }

        @Override
        public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
            INDArray pooledGradient = Planes.rowMajor(epsilon);
            PoolPlanes planes = planes();
            INDArray gradient =
                    workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
            Slices.run(layerConf().threads, Planes.count(input), (from, to) -> {
                float[] pooledPlane = new float[planes.pooledSize()];
                float[] plane = new float[planes.size()];
                for (int i = from; i < to; i++) {
                    Planes.read(pooledGradient, i, pooledPlane);
                    planes.unpool(pooledPlane, choices, i * pooledPlane.length, plane);
                    Planes.write(plane, gradient, i);
                }
            });
            return new Pair<>(new DefaultGradient(), gradient);
        }

        private PoolPlanes planes() {
            return new PoolPlanes((int) input.size(2), (int) input.size(3), layerConf().dropout);
        }

        @Override
        public boolean isPretrainLayer() {
            return false;
        }

        @Override
        public void clearNoiseWeightParams() {
            // no weights, no noise on them
        }
    }
}
