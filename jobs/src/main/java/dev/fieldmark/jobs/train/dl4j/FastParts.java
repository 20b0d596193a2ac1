package dev.fieldmark.jobs.train.dl4j;

import dev.fieldmark.jobs.train.Head;
import dev.fieldmark.jobs.train.Recipe;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;

/** Parts of our own layers, which train faster: relu with what is before or after it, nothing forward twice. */
final class FastParts extends Parts {
    private final HeadLoss loss;
    private final int threads;

    FastParts(Recipe recipe, long seed, int threads) {
        super(recipe, seed);
        this.loss = new HeadLoss(Head.of(recipe));
        this.threads = threads;
    }

    @Override
    String convolution(String from, int side, int stride, int padding, int filters) {
        return layer("convolution", from, new ConvolutionOnce(side, stride, padding, filters));
    }

    @Override
    String normRelu(String from) {
        return layer("norm", from, new NormRelu(threads));
    }

    @Override
    String reluPool(String from, double dropout) {
        return layer("pool", from, new ReluPool(dropout, threads));
    }

    @Override
    String denseRelu(String from, int units) {
        return layer("relu", layer("dense", from, new DenseOnce(units, threads)), new ActivationLayer(Activation.RELU));
    }

    @Override
    void denseOutput(String from, int numbers) {
        output(
                from,
                new OutputLayer.Builder(loss)
                        .nOut(numbers)
                        .activation(Activation.IDENTITY)
                        .build());
    }

    @Override
    void planesOutput(String from) {
        output(from, new LossLayer.Builder(loss).activation(Activation.IDENTITY).build());
    }
}
