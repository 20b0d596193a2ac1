package dev.fieldmark.jobs.train.dl4j;

import dev.fieldmark.jobs.train.Head;
import dev.fieldmark.jobs.train.Recipe;
import java.util.Optional;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.CnnLossLayer;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/** Parts of DL4J's own layers: what is written and exported, and what anybody's DL4J can read; and what a GPU trains. */
final class PlainParts extends Parts {
    private final Optional<HeadLoss> loss;

    PlainParts(Recipe recipe) {
        // drawn weights are never used, but a seed of 0 stands for the clock
        this(recipe, 1, Optional.empty());
    }

    private PlainParts(Recipe recipe, long seed, Optional<HeadLoss> loss) {
        super(recipe, seed);
        this.loss = loss;
    }

    /** With the loss that is trained by. */
    static PlainParts toTrain(Recipe recipe, long seed) {
        return new PlainParts(recipe, seed, Optional.of(new HeadLoss(Head.of(recipe))));
    }

    @Override
    String convolution(String from, int side, int stride, int padding, int filters) {
        return layer(
                "convolution",
                from,
                new ConvolutionLayer.Builder(side, side)
                        .convolutionMode(ConvolutionMode.Truncate)
                        .stride(stride, stride)
                        .padding(padding, padding)
                        .nOut(filters)
                        .activation(Activation.IDENTITY)
                        .build());
    }

    @Override
    String normRelu(String from) {
        var norm = new BatchNormalization();
        configure(norm);
        return relu(layer("norm", from, norm));
    }

    @Override
    String reluPool(String from, double dropout) {
        var pool = new SubsamplingLayer.Builder(PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
                .convolutionMode(ConvolutionMode.Truncate)
                .build();
        return dropped(layer("pool", relu(from), pool), dropout);
    }

    private String relu(String from) {
        return layer("relu", from, new ActivationLayer(Activation.RELU));
    }

    @Override
    String denseRelu(String from, int units) {
        var dense = new DenseLayer.Builder()
                .nOut(units)
                .activation(Activation.IDENTITY)
                .build();
        return relu(layer("dense", from, dense));
    }

    @Override
    void denseOutput(String from, int numbers) {
        output(
                from,
                new OutputLayer.Builder(loss.isPresent() ? loss.get() : new LossMSE())
                        .nOut(numbers)
                        .activation(Activation.IDENTITY)
                        .build());
    }

    @Override
    void planesOutput(String from) {
        output(
                from,
                loss.isPresent()
                        ? new LossLayer.Builder(loss.get())
                                .activation(Activation.IDENTITY)
                                .build()
                        : new CnnLossLayer.Builder(new LossMSE())
                                .activation(Activation.IDENTITY)
                                .build());
    }
}
