package dev.fieldmark.jobs.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.jobs.train.Learning;
import dev.fieldmark.jobs.train.Learning.Updater;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Schedule;
import java.util.Map;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;

/** Against the definitions, by hand, on one weight with made-up gradients as small as the nets' own. */
class OptimizerTest {
    private static final double[] GRADIENTS = {3e-7, -1e-6, 5e-7};

    private static Learning learning(Updater updater, double weightDecay) {
        return new Learning(updater, 0.1, 0.1, Schedule.Shape.LINEAR, 0.9, 0.9, weightDecay, 1);
    }

    @Test
    void weightsDecayByAShareOfTheLearningRateAndBiasesDoNot() {
        NativeBackend.useThreads(1);
        ComputationGraph net = Networks.trainable(Recipe.of("net1", Map.of("dense-units", "2")), 1, 1);
        var optimizer = new Optimizer(learning(Updater.ADAM, 0.5), net);
        net.params().assign(1);
        optimizer.step(0.1, 0.9, 0); // along no gradient at all
        assertThat(net.getLayer(0).getParam("W").getDouble(0)).isCloseTo(0.95, within(1e-6));
        assertThat(net.getLayer(0).getParam("b").getDouble(0)).isEqualTo(1);
    }

    private static double trained(Updater updater, double learningRate, double momentum) {
        NativeBackend.useThreads(1);
        ComputationGraph net = Networks.trainable(Recipe.of("net1", Map.of("dense-units", "2")), 1, 1);
        var optimizer = new Optimizer(learning(updater, 0), net);
        net.params().assign(0);
        for (int i = 0; i < GRADIENTS.length; i++) {
            net.getGradientsViewArray().assign(GRADIENTS[i]);
            optimizer.step(learningRate, momentum, i);
        }
        return net.params().getDouble(0);
    }

    @Test
    void nesterovsVelocityHoldsTheLearningRate() {
        double weight = 0;
        double velocity = 0;
        for (double gradient : GRADIENTS) {
            velocity = 0.9 * velocity - 0.01 * gradient;
            weight += 0.9 * velocity - 0.01 * gradient;
        }

        assertThat(trained(Updater.NESTEROVS, 0.01, 0.9)).isCloseTo(weight, within(1e-13));
    }

    @Test
    void adamCorrectsTheMomentsBeforeItAddsEpsilon() {
        double weight = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < GRADIENTS.length; i++) {
            first = 0.9 * first + 0.1 * GRADIENTS[i];
            second = 0.999 * second + 0.001 * GRADIENTS[i] * GRADIENTS[i];
            double mean = first / (1 - Math.pow(0.9, i + 1));
            double variance = second / (1 - Math.pow(0.999, i + 1));
            weight -= 0.001 * mean / (Math.sqrt(variance) + 1e-8);
        }

        assertThat(trained(Updater.ADAM, 0.001, 0.9)).isCloseTo(weight, within(1e-3 * Math.abs(weight)));
    }
}
