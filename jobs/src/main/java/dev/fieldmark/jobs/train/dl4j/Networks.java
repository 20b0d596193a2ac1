package dev.fieldmark.jobs.train.dl4j;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.Recipe;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.CacheMode;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer.PoolingType;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * A recipe's net as a DL4J configuration. Input: [batch, 1, 96, 96]; output: [batch, 30], network units. Weights start
 * as Lasagne's did, uniform after Glorot and Bengio (2010).
 */
final class Networks {
    private static final int[] KERNEL_SIDES = {3, 2, 2};

    private final Recipe recipe;
    private final IActivation relu;
    private final ListBuilder layers;

    private Networks(Recipe recipe, long seed, IActivation relu) {
        this.recipe = recipe;
        this.relu = relu;
        this.layers = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .weightInit(WeightInit.XAVIER_UNIFORM)
                // the training step owns the updater
                .updater(new NoOp())
                // else every convolution runs forward twice
                .cacheMode(CacheMode.DEVICE)
                .list();
    }

    /** The net with this relu and this loss: DL4J's own where it is to be written, ours where it is to be fast. */
    static MultiLayerConfiguration configuration(Recipe recipe, long seed, IActivation relu, ILossFunction loss) {
        return new Networks(recipe, seed, relu).build(loss);
    }

    /** A net to be trained, with weights drawn from the seed and a gradient of its own. */
    static MultiLayerNetwork trainable(Recipe recipe, long seed) {
        var net = new MultiLayerNetwork(configuration(recipe, seed, new FastRelu(), new MeanSquaredError()));
        Nd4j.getRandom().setSeed(seed);
        net.init();
        net.initGradientsView();
        net.getOutputLayer().getParam("W").muli(recipe.outputScale());
        return net;
    }

    /** Writes a net in DL4J's own format, made of DL4J's own layers, so that DL4J alone can read it. */
    static void write(Recipe recipe, INDArray weights, Path file) throws IOException {
        var net = new MultiLayerNetwork(configuration(recipe, 0, new ActivationReLU(), new LossMSE()));
        net.init(weights, false);
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        try {
            ModelSerializer.writeModel(net, aside.toFile(), false);
            try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }

    /** Each layer's kind and the shapes of its weights, by a name that sorts in the net's order. */
    static SortedMap<String, String> shapes(MultiLayerNetwork net) {
        var shapes = new TreeMap<String, String>();
        for (Layer layer : net.getLayers()) {
            shapes.put(
                    "layer%02d".formatted(layer.getIndex()),
                    layer.conf().getLayer().getClass().getSimpleName() + weights(layer));
        }
        return shapes;
    }

    private static String weights(Layer layer) {
        return layer.paramTable(false).entrySet().stream()
                .map(weight -> " " + weight.getKey()
                        + Arrays.toString(weight.getValue().shape()))
                .collect(Collectors.joining());
    }

    private MultiLayerConfiguration build(ILossFunction loss) {
        for (int i = 0; i < recipe.filters().size(); i++) {
            convolve(KERNEL_SIDES[i], recipe.filters().get(i));
            layers.layer(new SubsamplingLayer.Builder(PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
                    .convolutionMode(ConvolutionMode.Truncate)
                    .build());
            drop(recipe.poolDropout().get(i));
        }
        for (int i = 0; i < recipe.denseUnits().size(); i++) {
            if (i == 1) {
                drop(recipe.denseDropout());
            }
            layers.layer(new DenseLayer.Builder()
                    .nOut(recipe.denseUnits().get(i))
                    .activation(relu)
                    .build());
        }
        return layers.layer(new OutputLayer.Builder(loss)
                        .nOut(FaceSet.TARGETS)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(FaceSet.SIDE, FaceSet.SIDE, 1))
                .build();
    }

    private void convolve(int kernelSide, int filters) {
        var convolution = new ConvolutionLayer.Builder(kernelSide, kernelSide)
                .convolutionMode(ConvolutionMode.Truncate)
                .nOut(filters);
        if (recipe.batchNorm()) {
            layers.layer(convolution.activation(Activation.IDENTITY).build());
            // the variance itself, not its logarithm: the running mean of the variances is what others keep too
            layers.layer(new BatchNormalization.Builder().useLogStd(false).build());
            layers.layer(new ActivationLayer(relu));
        } else {
            layers.layer(convolution.activation(relu).build());
        }
    }

    private void drop(double share) {
        if (share > 0) {
            layers.layer(new DropoutLayer(1 - share));
        }
    }
}
