package dev.fieldmark.jobs.train.dl4j;

import java.util.Collection;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Batch normalisation (Ioffe and Szegedy 2015) of planes and relu in one layer, in Java: DL4J's own pair takes more of a
 * residual net's training than its convolutions. Weights, running means and variances are those of DL4J's. Each channel
 * is one thread's: how they are cut among threads changes no bit.
 */
final class NormRelu extends BatchNormalization {
    private static final long serialVersionUID = 1;

    private final int threads;

    NormRelu(int threads) {
        this.threads = threads;
        Parts.configure(this);
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

    private static final class Running extends org.deeplearning4j.nn.layers.normalization.BatchNormalization {
        private float[] means = {};
        private float[] variances = {};

        Running(NeuralNetConfiguration configuration, DataType type) {
            super(configuration, type);
        }

        private int threads() {
            return ((NormRelu) layerConf()).threads;
        }

        private float[] weights(String name) {
            return HeadLoss.floats(getParam(name));
        }

        @Override
        public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
            INDArray values = Planes.rowMajor(input);
            INDArray activations =
                    workspaces.createUninitialized(ArrayType.ACTIVATIONS, input.dataType(), input.shape(), 'c');
            int channels = (int) input.size(1);
            int planes = Planes.count(input);
            int size = Planes.size(input);
            float[] gamma = weights(BatchNormalizationParamInitializer.GAMMA);
            float[] beta = weights(BatchNormalizationParamInitializer.BETA);
            means = training ? new float[channels] : weights(BatchNormalizationParamInitializer.GLOBAL_MEAN);
            variances = training ? new float[channels] : weights(BatchNormalizationParamInitializer.GLOBAL_VAR);
            Slices.run(threads(), channels, (from, to) -> {
                float[] plane = new float[size];
                for (int channel = from; channel < to; channel++) {
                    if (training) {
                        measure(values, channel, channels, planes, plane);
                    }
                    float scale = gamma[channel] * inverseDeviation(channel);
                    float shift = beta[channel] - scale * means[channel];
                    for (int i = channel; i < planes; i += channels) {
                        Planes.read(values, i, plane);
                        NormLoops.apply(plane, scale, shift);
                        Planes.write(plane, activations, i);
                    }
                }
            });
            return activations;
        }

        private void measure(INDArray values, int channel, int channels, int planes, float[] plane) {
            double count = (double) plane.length * (planes / channels);
            double sum = 0;
            for (int i = channel; i < planes; i += channels) {
                Planes.read(values, i, plane);
                sum += NormLoops.sum(plane);
            }
            float mean = (float) (sum / count);
            double squares = 0;
            for (int i = channel; i < planes; i += channels) {
                Planes.read(values, i, plane);
                squares += NormLoops.squares(plane, mean);
            }
            means[channel] = mean;
            variances[channel] = (float) (squares / count);
        }

        private float inverseDeviation(int channel) {
            return (float) (1 / Math.sqrt(variances[channel] + layerConf().getEps()));
        }

        @Override
        public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
            INDArray values = Planes.rowMajor(input);
            INDArray outer = Planes.rowMajor(epsilon);
            INDArray inner =
                    workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, input.dataType(), input.shape(), 'c');
            int channels = (int) input.size(1);
            int planes = Planes.count(input);
            int size = Planes.size(input);
            float count = (float) size * (planes / channels);
            float[] gamma = weights(BatchNormalizationParamInitializer.GAMMA);
            float[] beta = weights(BatchNormalizationParamInitializer.BETA);
            float[] gammaSlopes = new float[channels];
            float[] betaSlopes = new float[channels];
            Slices.run(threads(), channels, (from, to) -> {
                float[] plane = new float[size];
                float[] slopes = new float[size];
                double[] sums = new double[2];
                for (int channel = from; channel < to; channel++) {
                    float inverse = inverseDeviation(channel);
                    float scale = gamma[channel] * inverse;
                    float shift = beta[channel] - scale * means[channel];
                    sums[0] = 0;
                    sums[1] = 0;
                    for (int i = channel; i < planes; i += channels) {
                        Planes.read(values, i, plane);
                        Planes.read(outer, i, slopes);
                        NormLoops.sumSlopes(plane, slopes, scale, shift, means[channel], sums);
                    }
                    betaSlopes[channel] = (float) sums[0];
                    gammaSlopes[channel] = (float) (sums[1] * inverse);
                    // what is taken from each slope, since means and variance move with every value
                    float constant = scale * betaSlopes[channel] / count;
                    float linear = scale * inverse * gammaSlopes[channel] / count;
                    for (int i = channel; i < planes; i += channels) {
                        Planes.read(values, i, plane);
                        Planes.read(outer, i, slopes);
                        NormLoops.slopes(plane, slopes, scale, shift, means[channel], constant, linear);
                        Planes.write(slopes, inner, i);
                    }
                }
            });
            return new Pair<>(gradient(gammaSlopes, betaSlopes), inner);
        }

        /** Running means and variances too: their gradient is the step itself, as in DL4J. */
        private Gradient gradient(float[] gammaSlopes, float[] betaSlopes) {
            var gradient = new DefaultGradient();
            set(BatchNormalizationParamInitializer.GAMMA, gammaSlopes, gradient);
            set(BatchNormalizationParamInitializer.BETA, betaSlopes, gradient);
            set(
                    BatchNormalizationParamInitializer.GLOBAL_MEAN,
                    steps(BatchNormalizationParamInitializer.GLOBAL_MEAN, means),
                    gradient);
            set(
                    BatchNormalizationParamInitializer.GLOBAL_VAR,
                    steps(BatchNormalizationParamInitializer.GLOBAL_VAR, variances),
                    gradient);
            return gradient;
        }

        private float[] steps(String name, float[] ofBatch) {
            float[] steps = weights(name);
            float share = (float) (1 - layerConf().getDecay());
            for (int i = 0; i < steps.length; i++) {
                steps[i] = share * (steps[i] - ofBatch[i]);
            }
            return steps;
        }

        private void set(String name, float[] values, Gradient gradient) {
            INDArray view = Objects.requireNonNull(gradientViews.get(name));
            for (int i = 0; i < values.length; i++) {
                view.putScalar(i, values[i]);
            }
            gradient.setGradientFor(name, view);
        }
    }
}
