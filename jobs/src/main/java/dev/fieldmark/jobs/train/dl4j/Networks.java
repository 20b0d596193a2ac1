package dev.fieldmark.jobs.train.dl4j;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.data.WholeFile;
import dev.fieldmark.jobs.train.Architecture.Dense;
import dev.fieldmark.jobs.train.Architecture.Hourglass;
import dev.fieldmark.jobs.train.Architecture.Residual;
import dev.fieldmark.jobs.train.Architecture.Scanner;
import dev.fieldmark.jobs.train.Architecture.Tutorial;
import dev.fieldmark.jobs.train.FaceCells;
import dev.fieldmark.jobs.train.NetDescription;
import dev.fieldmark.jobs.train.Recipe;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A recipe's net as a DL4J graph, in two kinds with the same weights by the same names: of {@link PlainParts}, which is
 * written and exported, and of {@link FastParts}, which is trained on a CPU. Input: [batch, channels, side, side] of the
 * recipe's subject; output: what its {@link dev.fieldmark.jobs.train.Head} takes.
 */
public final class Networks {
    private static final int[] KERNEL_SIDES = {3, 2, 2};

    private Networks() {}

    /** Of DL4J's own layers. */
    public static ComputationGraphConfiguration plain(Recipe recipe) {
        return built(recipe, new PlainParts(recipe));
    }

    private static ComputationGraphConfiguration built(Recipe recipe, Parts parts) {
        if (recipe.architecture() instanceof Tutorial tutorial) {
            build(tutorial, recipe.subject().targets(), parts);
        } else if (recipe.architecture() instanceof Residual residual) {
            build(residual, recipe.subject().targets(), parts);
        } else if (recipe.architecture() instanceof Hourglass hourglass) {
            build(hourglass, parts);
        } else if (recipe.architecture() instanceof Dense dense) {
            build(dense, recipe.subject().targets(), parts);
        } else if (recipe.architecture() instanceof Scanner scanner) {
            build(scanner, parts);
        }
        return parts.build();
    }

    private static void build(Tutorial net, int targets, Parts parts) {
        String last = Parts.PICTURE;
        for (int i = 0; i < net.filters().size(); i++) {
            last = parts.convolution(last, KERNEL_SIDES[i], 1, 0, net.filters().get(i));
            if (net.batchNorm()) {
                last = parts.normRelu(last);
            }
            last = parts.reluPool(last, net.poolDropout().get(i));
        }
        for (int i = 0; i < net.denseUnits().size(); i++) {
            last = parts.dropped(last, i == 1 ? net.denseDropout() : 0);
            last = parts.denseRelu(last, net.denseUnits().get(i));
        }
        parts.denseOutput(last, targets);
    }

    private static void build(Residual net, int targets, Parts parts) {
        int width = 2 * net.width();
        String last = blocks(net.blocks(), start(net.width(), parts), width, parts);
        for (int stage = 0; stage < 2; stage++) {
            width *= 2;
            last = parts.convolution(parts.reluPool(last, 0), 1, 1, 0, width);
            last = blocks(net.blocks(), last, width, parts);
        }
        last = parts.dropped(parts.means(parts.normRelu(last)), net.dropout());
        parts.denseOutput(last, targets);
    }

    private static void build(Dense net, int targets, Parts parts) {
        String last = net.hiddenUnits() == 0 ? Parts.PICTURE : parts.denseRelu(Parts.PICTURE, net.hiddenUnits());
        parts.denseOutput(parts.dropped(last, net.dropout()), targets);
    }

    private static void build(Hourglass net, Parts parts) {
        int width = 2 * net.width();
        String side24 = block(start(net.width(), parts), width, parts);
        String side12 = block(parts.reluPool(side24, 0), width, parts);
        String side6 = blocks(net.blocks(), parts.reluPool(side12, 0), width, parts);
        String up12 = block(parts.sum(parts.twice(side6), side12), width, parts);
        String up24 = block(parts.sum(parts.twice(up12), side24), width, parts);
        parts.planesOutput(parts.convolution(parts.normRelu(up24), 1, 1, 0, FaceSet.TARGETS / 2));
    }

    private static void build(Scanner net, Parts parts) {
        int width = 2 * net.width();
        String quarter = block(start(net.width(), parts), width, parts);
        String eighth = blocks(net.blocks(), parts.reluPool(quarter, 0), width, parts);
        String joined = block(parts.sum(parts.twice(eighth), quarter), width, parts);
        parts.planesOutput(parts.convolution(parts.normRelu(joined), 1, 1, 0, FaceCells.NUMBERS));
    }

    /** To a quarter of the pixels a side, with twice the width. */
    private static String start(int width, Parts parts) {
        String half = parts.normRelu(parts.convolution(Parts.PICTURE, 5, 2, 2, width));
        return parts.convolution(half, 3, 2, 1, 2 * width);
    }

    private static String blocks(int count, String from, int width, Parts parts) {
        String last = from;
        for (int i = 0; i < count; i++) {
            last = block(last, width, parts);
        }
        return last;
    }

    /** A residual block: what comes in, and what two convolutions add to it. */
    private static String block(String from, int width, Parts parts) {
        String first = parts.convolution(parts.normRelu(from), 3, 1, 1, width);
        return parts.sum(from, parts.convolution(parts.normRelu(first), 3, 1, 1, width));
    }

    /** A net to be trained, with weights drawn from the seed and a gradient of its own. */
    static ComputationGraph trainable(Recipe recipe, long seed, int threads) {
        return trainable(recipe, seed, trainedParts(recipe, seed, threads));
    }

    /** Ours are for the CPU: they work on its memory. */
    private static Parts trainedParts(Recipe recipe, long seed, int threads) {
        return NativeBackend.gpus().isPresent()
                ? PlainParts.toTrain(recipe, seed)
                : new FastParts(recipe, seed, threads);
    }

    static ComputationGraph trainable(Recipe recipe, long seed, Parts parts) {
        var net = new ComputationGraph(built(recipe, parts));
        Nd4j.getRandom().setSeed(seed);
        net.init();
        net.initGradientsView();
        lastWeights(net).muli(recipe.outputScale());
        return net;
    }

    /** Those of the last layer that has any. */
    public static INDArray lastWeights(ComputationGraph net) {
        Layer[] layers = net.getLayers();
        for (int i = layers.length - 1; ; i--) {
            INDArray weights = layers[i].paramTable(false).get("W");
            if (weights != null) {
                return weights;
            }
        }
    }

    /** Of DL4J's own layers. Its weights hold nothing yet: drawing them takes its time. */
    static ComputationGraph undrawn(Recipe recipe) {
        ComputationGraphConfiguration plain = plain(recipe);
        long weights = plain.getVertices().values().stream()
                .mapToLong(vertex -> vertex.numParams(true))
                .sum();
        var net = new ComputationGraph(plain);
        net.init(Nd4j.createUninitialized(plain.getDataType(), 1, weights), false);
        return net;
    }

    /** Writes a net in DL4J's own format, made of DL4J's own layers, so that DL4J alone can read it. */
    static void write(Recipe recipe, INDArray weights, Path file) throws IOException {
        var trained = new ComputationGraph(built(recipe, trainedParts(recipe, 1, 1)));
        trained.init(weights, false);
        ComputationGraph net = undrawn(recipe);
        net.paramTable().forEach((name, values) -> values.assign(trained.getParam(name)));
        try {
            WholeFile.write(file, out -> ModelSerializer.writeModel(net, out, false));
        } finally {
            net.close();
        }
    }

    /** Each layer's kind and the shapes of its weights, by a name that sorts in the net's order. */
    static SortedMap<String, String> shapes(ComputationGraph net) {
        var shapes = new TreeMap<String, String>();
        Layer[] layers = net.getLayers();
        for (int i = 0; i < layers.length; i++) {
            String kind = layers[i].conf().getLayer().getClass().getSimpleName();
            shapes.put("layer%02d".formatted(i), kind + " " + shapes(layers[i].paramTable(false)));
        }
        return shapes;
    }

    /** The net of DL4J's own layers. */
    static NetDescription describe(Recipe recipe) {
        ComputationGraph net = undrawn(recipe);
        try {
            var outputs = net.getConfiguration().getLayerActivationTypes(Parts.input(recipe));
            List<NetDescription.Layer> layers = Stream.of(net.getLayers())
                    .map(layer -> {
                        String name = layer.conf().getLayer().getLayerName();
                        long[] output =
                                Objects.requireNonNull(outputs.get(name)).getShape();
                        return new NetDescription.Layer(name, shape(output), shapes(layer.paramTable(false)));
                    })
                    .toList();
            return new NetDescription(layers, net.numParams());
        } finally {
            net.close();
        }
    }

    /** Names and shapes of a layer's weights, by name. */
    static String shapes(Map<String, INDArray> weights) {
        return weights.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(weight -> weight.getKey() + " " + shape(weight.getValue().shape()))
                .collect(Collectors.joining(", "));
    }

    private static String shape(long[] sizes) {
        return LongStream.of(sizes).mapToObj(String::valueOf).collect(Collectors.joining(" x "));
    }
}
