package dev.fieldmark.bench.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.convolutional.Conv2d;
import ai.djl.nn.core.Linear;
import ai.djl.nn.norm.BatchNorm;
import ai.djl.nn.norm.Dropout;
import ai.djl.nn.pooling.Pool;
import java.util.List;

/** One layer: a function of its input and its parameters. */
sealed interface TorchLayer {
    Shape NONE = new Shape(0, 0);
    Shape ONE = new Shape(1, 1);
    Shape TWO = new Shape(2, 2);

    NDArray forward(NDArray input, boolean training);

    default List<NDArray> parameters() {
        return List.of();
    }

    record Convolution(NDArray weight, NDArray bias) implements TorchLayer {
        @Override
        public NDArray forward(NDArray input, boolean training) {
            return Conv2d.conv2d(input, weight, bias, ONE, NONE, ONE, 1).singletonOrThrow();
        }

        @Override
        public List<NDArray> parameters() {
            return List.of(weight, bias);
        }
    }

    record BatchNormalization(NDArray gamma, NDArray beta, NDArray mean, NDArray variance) implements TorchLayer {
        /** PyTorch's defaults. */
        private static final float MOMENTUM = 0.1f;

        private static final float EPSILON = 1e-5f;

        @Override
        public NDArray forward(NDArray input, boolean training) {
            return BatchNorm.batchNorm(input, mean, variance, gamma, beta, 1, MOMENTUM, EPSILON, training)
                    .singletonOrThrow();
        }

        @Override
        public List<NDArray> parameters() {
            return List.of(gamma, beta);
        }
    }

    record Dense(NDArray weight, NDArray bias) implements TorchLayer {
        @Override
        public NDArray forward(NDArray input, boolean training) {
            return Linear.linear(input, weight, bias).singletonOrThrow();
        }

        @Override
        public List<NDArray> parameters() {
            return List.of(weight, bias);
        }
    }

    record Relu() implements TorchLayer {
        @Override
        public NDArray forward(NDArray input, boolean training) {
            return Activation.relu(input);
        }
    }

    record MaxPool() implements TorchLayer {
        @Override
        public NDArray forward(NDArray input, boolean training) {
            return Pool.maxPool2d(input, TWO, TWO, NONE, false);
        }
    }

    record Drop(float share) implements TorchLayer {
        @Override
        public NDArray forward(NDArray input, boolean training) {
            return Dropout.dropout(input, share, training).singletonOrThrow();
        }
    }

    record Flatten() implements TorchLayer {
        @Override
        public NDArray forward(NDArray input, boolean training) {
            return input.reshape(input.getShape().get(0), -1);
        }
    }
}
