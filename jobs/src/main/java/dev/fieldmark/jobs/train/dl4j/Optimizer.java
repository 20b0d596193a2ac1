package dev.fieldmark.jobs.train.dl4j;

import dev.fieldmark.jobs.train.Learning;
import dev.fieldmark.jobs.train.Learning.Updater;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdamUpdater;
import org.nd4j.linalg.api.ops.impl.updaters.NesterovsUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/**
 * Turns a gradient into a step of the weights. Nesterov's momentum as in Lasagne (Bengio et al. 2013: the velocity
 * holds the learning rate); Adam as in Kingma and Ba (2015), algorithm 1, and as in PyTorch.
 */
final class Optimizer implements AutoCloseable {
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Updater updater;
    private final double weightDecay;
    private final INDArray weights;
    private final INDArray gradient;
    private final INDArray state;
    private final List<Run> runs = new ArrayList<>();
    private final List<INDArray> decaying = new ArrayList<>();

    /** Weights that lie together and are learned, with the state that belongs to them. */
    private record Run(INDArray gradient, INDArray first, INDArray second) {}

    Optimizer(Learning learning, ComputationGraph net) {
        this.updater = learning.updater();
        this.weightDecay = learning.weightDecay();
        long size = net.numParams();
        weights = net.params().reshape(size);
        gradient = net.getGradientsViewArray().reshape(size);
        state = Nd4j.zeros(updater == Updater.ADAM ? 2 * size : size);
        findRuns(net, size);
        for (Layer layer : net.getLayers()) {
            Optional.ofNullable(layer.paramTable(false).get("W")).ifPresent(decaying::add);
        }
    }

    /** The velocities; for Adam the second moments, then the first. As long as the weights, or twice. */
    INDArray state() {
        return state;
    }

    /** Takes one step along the net's gradient, which is used up. {@code iteration} counts from 0. */
    void step(double learningRate, double momentum, int iteration) {
        for (Run run : runs) {
            switch (updater) {
                case NESTEROVS -> Nd4j.exec(new NesterovsUpdater(run.gradient, run.first, learningRate, momentum));
                case ADAM ->
                    Nd4j.exec(new AdamUpdater(
                            run.gradient,
                            run.first,
                            run.second,
                            learningRate,
                            momentum,
                            BETA2,
                            epsilon(iteration),
                            iteration));
            }
        }
        if (weightDecay > 0) {
            decaying.forEach(matrix -> matrix.muli(1 - learningRate * weightDecay));
        }
        weights.subi(gradient);
    }

    /**
     * ND4J adds epsilon before it corrects the second moment's bias, the algorithm after it: so this one is corrected.
     * The nets' gradients are small enough for the first updates to differ.
     */
    private static double epsilon(int iteration) {
        return EPSILON * Math.sqrt(1 - Math.pow(BETA2, iteration + 1));
    }

    /**
     * Batch normalisation's running means and variances are weights too, but their "gradient" is already the step:
     * they lie outside the runs.
     */
    private void findRuns(ComputationGraph net, long size) {
        long start = 0;
        long end = 0;
        for (Layer layer : net.getLayers()) {
            for (Map.Entry<String, INDArray> weight : layer.paramTable(false).entrySet()) {
                if (!layer.updaterDivideByMinibatch(weight.getKey())) {
                    addRun(start, end, size);
                    start = end + weight.getValue().length();
                }
                end += weight.getValue().length();
            }
        }
        addRun(start, end, size);
    }

    private void addRun(long start, long end, long size) {
        if (end > start) {
            var part = NDArrayIndex.interval(start, end);
            INDArray first = state.get(part);
            INDArray second =
                    updater == Updater.ADAM ? state.get(NDArrayIndex.interval(size + start, size + end)) : first;
            runs.add(new Run(gradient.get(part), first, second));
        }
    }

    @Override
    public void close() {
        state.close();
    }
}
