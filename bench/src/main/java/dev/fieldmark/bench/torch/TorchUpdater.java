package dev.fieldmark.bench.torch;

import ai.djl.ndarray.NDArray;

/** Moves one parameter against its gradient, as torch.optim does; the gradient may be overwritten. */
sealed interface TorchUpdater {
    void update(NDArray parameter, NDArray gradient);

    /** torch.optim.SGD(nesterov=True): v = momentum v + g; p -= rate (g + momentum v). */
    final class Nesterov implements TorchUpdater {
        private final float rate;
        private final float momentum;
        private final NDArray velocity;

        Nesterov(NDArray parameter, double rate, double momentum) {
            this.rate = (float) rate;
            this.momentum = (float) momentum;
            this.velocity = parameter.getManager().zeros(parameter.getShape());
        }

        @Override
        public void update(NDArray parameter, NDArray gradient) {
            velocity.muli(momentum).addi(gradient);
            try (NDArray step = velocity.mul(momentum)) {
                step.addi(gradient).muli(rate);
                parameter.subi(step);
            }
        }
    }

    /** torch.optim.Adam: epsilon is added to the root of the corrected second moment. */
    final class Adam implements TorchUpdater {
        private static final double BETA2 = 0.999;
        private static final float EPSILON = 1e-8f;

        private final double rate;
        private final double beta1;
        private final NDArray mean;
        private final NDArray square;
        private int updates;

        Adam(NDArray parameter, double rate, double beta1) {
            this.rate = rate;
            this.beta1 = beta1;
            this.mean = parameter.getManager().zeros(parameter.getShape());
            this.square = parameter.getManager().zeros(parameter.getShape());
        }

        @Override
        public void update(NDArray parameter, NDArray gradient) {
            updates++;
            double correction1 = 1 - Math.pow(beta1, updates);
            double correction2 = 1 - Math.pow(BETA2, updates);
            try (NDArray squared = gradient.square()) {
                square.muli((float) BETA2).addi(squared.muli((float) (1 - BETA2)));
            }
            mean.muli((float) beta1).addi(gradient.muli((float) (1 - beta1)));
            try (NDArray root = square.sqrt();
                    NDArray step = mean.mul((float) (rate / correction1))) {
                root.divi((float) Math.sqrt(correction2)).addi(EPSILON);
                parameter.subi(step.divi(root));
            }
        }
    }
}
