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
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.api.Layer;
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
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

/**
 * A recipe's net as a DL4J configuration, in two forms with the same weights in the same order: of DL4J's own layers,
 * which is written and exported; and of ours, which trains faster. Input: [batch, 1, 96, 96]; output: [batch, 30],
 * network units. Weights start as Lasagne's did, uniform after Glorot and Bengio (2010).
 */
final class Networks {
    private static final int[] KERNEL_SIDES = {3, 2, 2};

    private Networks() {}

    /** Of DL4J's own layers. */
    static MultiLayerConfiguration plain(Recipe recipe) {
        ListBuilder layers = start(0);
        for (int i = 0; i < recipe.filters().size(); i++) {
            Activation activation = recipe.batchNorm() ? Activation.IDENTITY : Activation.RELU;
            layers.layer(new ConvolutionLayer.Builder(KERNEL_SIDES[i], KERNEL_SIDES[i])
                    .convolutionMode(ConvolutionMode.Truncate)
                    .nOut(recipe.filters().get(i))
                    .activation(activation)
                    .build());
            if (recipe.batchNorm()) {
                layers.layer(batchNormalization());
                layers.layer(new ActivationLayer(Activation.RELU));
            }
            layers.layer(new SubsamplingLayer.Builder(PoolingType.MAX, new int[] {2, 2}, new int[] {2, 2})
                    .convolutionMode(ConvolutionMode.Truncate)
                    .build());
            drop(layers, recipe.poolDropout().get(i));
        }
        for (int i = 0; i < recipe.denseUnits().size(); i++) {
            drop(layers, i == 1 ? recipe.denseDropout() : 0);
            layers.layer(new DenseLayer.Builder()
                    .nOut(recipe.denseUnits().get(i))
                    .activation(Activation.RELU)
                    .build());
        }
        return end(layers, new LossMSE());
    }

    /** Of our own layers: relu and dropout with the pool, nothing forward twice. */
    private static MultiLayerConfiguration fast(Recipe recipe, long seed, int threads) {
        ListBuilder layers = start(seed);
        for (int i = 0; i < recipe.filters().size(); i++) {
            layers.layer(new ConvolutionOnce(KERNEL_SIDES[i], recipe.filters().get(i)));
            if (recipe.batchNorm()) {
                layers.layer(batchNormalization());
            }
            layers.layer(new ReluPool(recipe.poolDropout().get(i), threads));
        }
        for (int i = 0; i < recipe.denseUnits().size(); i++) {
            drop(layers, i == 1 ? recipe.denseDropout() : 0);
            layers.layer(new DenseOnce(recipe.denseUnits().get(i), threads));
            layers.layer(new ActivationLayer(Activation.RELU));
        }
        return end(layers, new MeanSquaredError());
    }

    private static ListBuilder start(long seed) {
        return new NeuralNetConfiguration.Builder()
                .seed(seed)
                .weightInit(WeightInit.XAVIER_UNIFORM)
                // the training step owns the updater
                .updater(new NoOp())
                .list();
    }

    private static MultiLayerConfiguration end(ListBuilder layers, ILossFunction loss) {
        return layers.layer(new OutputLayer.Builder(loss)
                        .nOut(FaceSet.TARGETS)
                        .activation(Activation.IDENTITY)
                        .build())
                .setInputType(InputType.convolutional(FaceSet.SIDE, FaceSet.SIDE, 1))
                .build();
    }

    private static BatchNormalization batchNormalization() {
        // the running variance itself, not its logarithm, as everybody else keeps it
        return new BatchNormalization.Builder().useLogStd(false).build();
    }

    private static void drop(ListBuilder layers, double share) {
        if (share > 0) {
            layers.layer(new DropoutLayer(1 - share));
        }
    }

    /** A net to be trained, with weights drawn from the seed and a gradient of its own. */
    static MultiLayerNetwork trainable(Recipe recipe, long seed, int threads) {
        var net = new MultiLayerNetwork(fast(recipe, seed, threads));
        Nd4j.getRandom().setSeed(seed);
        net.init();
        net.initGradientsView();
        net.getOutputLayer().getParam("W").muli(recipe.outputScale());
        return net;
    }

    /** Writes a net in DL4J's own format, made of DL4J's own layers, so that DL4J alone can read it. */
    static void write(Recipe recipe, INDArray weights, Path file) throws IOException {
        var net = new MultiLayerNetwork(plain(recipe));
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

    /** The net for a log: a line a layer, with its kind, the shape of its output and its weights, then their number. */
    static String describe(MultiLayerNetwork net) {
        List<InputType> outputs = net.getLayerWiseConfigurations()
                .getLayerActivationTypes(InputType.convolutional(FaceSet.SIDE, FaceSet.SIDE, 1));
        var lines = new StringBuilder();
        for (Layer layer : net.getLayers()) {
            lines.append("%2d %-18s -> %-14s%s%n"
                    .formatted(
                            layer.getIndex(),
                            layer.conf().getLayer().getClass().getSimpleName(),
                            Arrays.toString(outputs.get(layer.getIndex()).getShape()),
                            weights(layer)));
        }
        return lines.append(net.numParams()).append(" weights").toString();
    }

    private static String weights(Layer layer) {
        return layer.paramTable(false).entrySet().stream()
                .map(weight -> " " + weight.getKey()
                        + Arrays.toString(weight.getValue().shape()))
                .collect(Collectors.joining());
    }
}
