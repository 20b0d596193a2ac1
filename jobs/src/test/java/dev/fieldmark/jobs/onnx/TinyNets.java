package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.dl4j.NativeBackend;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Nets of the ladder's shape with two filters and eight units, and complete faces of noise, for tests. */
final class TinyNets {
    private TinyNets() {}

    static Recipe recipe(String network, Map<String, String> settings) {
        var all = new TreeMap<>(settings);
        for (int i = 1; i <= 3 && !network.equals("net1"); i++) {
            all.put("filters" + i, "2");
        }
        all.put("dense1-units", "8");
        if (!network.equals("net1")) {
            all.put("dense2-units", "8");
        }
        return Recipe.of(network, all);
    }

    /** Untrained, but with biases, gammas and running averages that are none of the neutral ones. */
    static MultiLayerNetwork net(Recipe recipe) {
        NativeBackend.load();
        var layers = new NeuralNetConfiguration.Builder().seed(5).list();
        for (int i = 0; i < recipe.filters().size(); i++) {
            int side = i == 0 ? 3 : 2;
            var activation = recipe.batchNorm() ? Activation.IDENTITY : Activation.RELU;
            layers.layer(new ConvolutionLayer.Builder(side, side)
                    .nOut(recipe.filters().get(i))
                    .activation(activation)
                    .build());
            if (recipe.batchNorm()) {
                layers.layer(new BatchNormalization());
                layers.layer(new ActivationLayer(Activation.RELU));
            }
            layers.layer(new SubsamplingLayer.Builder(new int[] {2, 2}, new int[] {2, 2}).build());
            if (recipe.poolDropout().get(i) > 0) {
                layers.layer(new DropoutLayer(1 - recipe.poolDropout().get(i)));
            }
        }
        for (int units : recipe.denseUnits()) {
            layers.layer(new DenseLayer.Builder()
                    .nOut(units)
                    .activation(Activation.RELU)
                    .build());
        }
        layers.layer(new OutputLayer.Builder(LossFunction.MSE)
                .nOut(FaceSet.TARGETS)
                .activation(Activation.IDENTITY)
                .build());
        var net = new MultiLayerNetwork(
                layers.setInputType(InputType.convolutional(96, 96, 1)).build());
        Nd4j.getRandom().setSeed(5);
        net.init();
        net.paramTable().forEach((name, values) -> {
            if (!name.endsWith("W")) {
                values.addi(Nd4j.rand(values.shape()).muli(0.3).addi(0.05));
            }
        });
        return net;
    }

    /** What DL4J answers: thirty coordinates in network units a face. */
    static float[][] units(MultiLayerNetwork net, Recipe recipe, FaceSet faces) {
        return new Dl4jNet(net).units(faces, recipe);
    }

    static FaceSet faces(int count) {
        var random = new Random(11);
        int[] rows = new int[count];
        byte[] greys = new byte[count * FaceSet.PIXELS];
        float[] targets = new float[count * FaceSet.TARGETS];
        for (int face = 0; face < count; face++) {
            rows[face] = face + 1;
            int dark = random.nextInt(100);
            int light = 20 + random.nextInt(130);
            for (int i = 0; i < FaceSet.PIXELS; i++) {
                greys[face * FaceSet.PIXELS + i] = (byte) (dark + random.nextInt(light));
            }
        }
        for (int i = 0; i < targets.length; i++) {
            targets[i] = random.nextFloat() * 95;
        }
        return new FaceSet(rows, greys, targets);
    }
}
