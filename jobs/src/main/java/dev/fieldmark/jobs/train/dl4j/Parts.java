package dev.fieldmark.jobs.train.dl4j;

import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Subject;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration;
import org.deeplearning4j.nn.conf.ComputationGraphConfiguration.GraphBuilder;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.graph.ElementWiseVertex;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.Upsampling2D;
import org.deeplearning4j.nn.weights.WeightInit;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * A net under construction: each part follows those named and gives its own name. Parts with weights have the same names
 * in every kind of net, so that weights can go from one to the other.
 */
abstract class Parts {
    /** The name of the net's input. */
    static final String PICTURE = "picture";
    /** The name of the net's output. */
    static final String OUTPUT = "output";

    private final GraphBuilder graph;
    private final Map<String, Integer> counts = new HashMap<>();

    Parts(Recipe recipe, long seed) {
        graph = new NeuralNetConfiguration.Builder()
                .seed(seed)
                .weightInit(initialization(recipe.initialization()))
                // the training step owns the updater
                .updater(new NoOp())
                .graphBuilder()
                .addInputs(PICTURE)
                .setInputTypes(input(recipe));
    }

    /** The shape of one picture. */
    static InputType input(Recipe recipe) {
        Subject subject = recipe.subject();
        return InputType.convolutional(subject.sidePixels(), subject.sidePixels(), subject.channels());
    }

    private static WeightInit initialization(Recipe.Initialization initialization) {
        return switch (initialization) {
            case GLOROT_UNIFORM -> WeightInit.XAVIER_UNIFORM;
            case GLOROT_NORMAL -> WeightInit.XAVIER;
            case HE_UNIFORM -> WeightInit.RELU_UNIFORM;
            case HE_NORMAL -> WeightInit.RELU;
        };
    }

    /** A convolution and its biases, without activation. */
    abstract String convolution(String from, int side, int stride, int padding, int filters);

    /** Batch normalisation, then relu. */
    abstract String normRelu(String from);

    /** Relu, then a 2x2 max pool with stride 2, then dropout. */
    abstract String reluPool(String from, double dropout);

    /** A dense layer, then relu. */
    abstract String denseRelu(String from, int units);

    /** What the criterion compares, made of so many numbers by a dense layer. */
    abstract void denseOutput(String from, int numbers);

    /** What the criterion compares: the planes as they are. */
    abstract void planesOutput(String from);

    final String dropped(String from, double share) {
        return share == 0 ? from : layer("dropout", from, new DropoutLayer(1 - share));
    }

    /** The sum of two of the same shape. */
    final String sum(String one, String other) {
        String name = name("sum");
        graph.addVertex(name, new ElementWiseVertex(ElementWiseVertex.Op.Add), one, other);
        return name;
    }

    /** Each plane twice as high and wide, by repeating its values. */
    final String twice(String from) {
        return layer("upsampling", from, new Upsampling2D.Builder(2).build());
    }

    /** The mean of each plane. */
    final String means(String from) {
        return layer("means", from, new GlobalPoolingLayer(PoolingType.AVG));
    }

    final ComputationGraphConfiguration build() {
        return graph.setOutputs(OUTPUT).build();
    }

    final String layer(String kind, String from, Layer layer) {
        String name = name(kind);
        graph.addLayer(name, layer, from);
        return name;
    }

    final void output(String from, Layer layer) {
        graph.addLayer(OUTPUT, layer, from);
    }

    private String name(String kind) {
        return kind + counts.merge(kind, 1, Integer::sum);
    }

    /** A layer of ours with its weights, as DL4J's layers make themselves ready. */
    static org.deeplearning4j.nn.api.Layer ready(
            org.deeplearning4j.nn.api.Layer layer,
            NeuralNetConfiguration configuration,
            Collection<TrainingListener> listeners,
            int index,
            INDArray weights,
            boolean initialize) {
        layer.setListeners(listeners);
        layer.setIndex(index);
        layer.setParamsViewArray(weights);
        layer.setParamTable(configuration.getLayer().initializer().init(configuration, weights, initialize));
        return layer;
    }

    /** Shared by both kinds: running means and variances change by a tenth a batch. */
    static void configure(BatchNormalization norm) {
        norm.setUseLogStd(false);
    }
}
