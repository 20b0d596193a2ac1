package dev.fieldmark.jobs.onnx;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.KeypointGroup;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.dl4j.NativeBackend;
import dev.fieldmark.jobs.train.dl4j.Networks;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.nd4j.linalg.factory.Nd4j;

/** Nets of the ladder's shape with two filters and eight units, and complete faces of noise, for tests. */
final class TinyNets {
    private TinyNets() {}

    static Recipe recipe(String network, Map<String, String> settings) {
        var all = new TreeMap<>(settings);
        if (!network.startsWith("net")) {
            all.put("width", "2");
            all.put("blocks", "1");
            return Recipe.of(network, all);
        }
        for (int i = 1; i <= 3 && !network.equals("net1"); i++) {
            all.put("filters" + i, "2");
        }
        all.put("dense-units", "8");
        return Recipe.of(network, all);
    }

    /** Untrained, but with biases, gammas and running averages that are none of the neutral ones. */
    static ComputationGraph net(Recipe recipe) {
        NativeBackend.load();
        var net = new ComputationGraph(Networks.plain(recipe));
        Nd4j.getRandom().setSeed(5);
        net.init();
        net.paramTable().forEach((name, values) -> {
            if (!name.endsWith("W")) {
                values.addi(Nd4j.rand(values.shape()).muli(0.3).addi(0.05));
            }
        });
        if (!recipe.network().startsWith("net")) {
            // blocks add up: answers of the size of a picture, as the other nets give
            Networks.lastWeights(net).muli(0.02);
        }
        return net;
    }

    /** What DL4J answers. */
    static Dl4jNet.Points points(ComputationGraph net, Recipe recipe, FaceSet faces) {
        return alone(net, recipe).points(faces);
    }

    /** As it is exported. */
    static JointNet alone(ComputationGraph net, Recipe recipe) {
        return new JointNet(List.of(new Dl4jNet(net, recipe, KeypointGroup.ALL)));
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
