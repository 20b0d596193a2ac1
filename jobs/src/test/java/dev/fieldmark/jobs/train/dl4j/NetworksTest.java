package dev.fieldmark.jobs.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.Batch;
import dev.fieldmark.jobs.train.FaceBatches;
import dev.fieldmark.jobs.train.NetDescription;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.TestFaces;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class NetworksTest {
    private static final Map<String, String> SMALL = Map.of(
            "filters1", "3", "filters2", "4", "filters3", "5", "dense-units", "9", "batch-size", "6", "flip", "false");

    private static Recipe small(boolean batchNorm) {
        var settings = new TreeMap<>(SMALL);
        settings.put("batch-norm", String.valueOf(batchNorm));
        return Recipe.of("net5", settings);
    }

    @Test
    void net7HasTheTutorialsWeights() {
        NetDescription net = new Dl4jEngine().describe(Recipe.of("net7", Map.of()));

        assertThat(net.weights()).isEqualTo(16_561_502);
        assertThat(net.layers().get(0))
                .isEqualTo(new NetDescription.Layer("convolution1", "32 x 94 x 94", "W 32 x 1 x 3 x 3, b 32"));
        assertThat(net.layers().get(net.layers().size() - 1).output()).isEqualTo("30");
    }

    @ParameterizedTest
    @CsvSource({
        "net5, false, 1",
        "net5, true, 1",
        "net5, false, 2",
        "net5, true, 2",
        "residual, true, 1",
        "residual, true, 2"
    })
    void ourLayersGiveTheLossAndTheGradientOfDl4jsOwn(String network, boolean batchNorm, int threads) {
        Recipe recipe = network.equals("net5")
                ? small(batchNorm)
                : Recipe.of(network, Map.of("width", "2", "blocks", "1", "batch-size", "6", "flip", "false"));
        NativeBackend.useThreads(threads);
        ComputationGraph ours = Networks.trainable(recipe, 3, threads);
        var plain = new ComputationGraph(Networks.plain(recipe));
        plain.init();
        plain.initGradientsView();
        plain.paramTable().forEach((name, values) -> values.assign(ours.getParam(name)));
        Batch batch = new FaceBatches(TestFaces.of(6, 4), recipe, 1)
                .inOrder()
                .findFirst()
                .orElseThrow();

        for (ComputationGraph net : new ComputationGraph[] {ours, plain}) {
            net.setInput(0, Nd4j.createFromArray(batch.pictures()).reshape(6, 1, FaceSet.SIDE, FaceSet.SIDE));
            net.setLabels(Nd4j.createFromArray(batch.targets()).reshape(6, FaceSet.TARGETS));
            net.computeGradientAndScore();
        }

        // ours is the sum of a face's squared errors, DL4J's their mean
        assertThat(ours.score() / FaceSet.TARGETS).isCloseTo(plain.score(), within(1e-6));
        // a bias before batch normalisation has no slope: what is left is the rounding of large sums
        double noise = batchNorm ? 1e-4 : 1e-7;
        ours.gradient().gradientForVariable().forEach((name, gradient) -> {
            // DL4J divides by the batch later, except what batch normalisation steps by
            boolean step = name.endsWith("_mean") || name.endsWith("_var");
            INDArray plainGradient = plain.gradient().getGradientFor(name).div(step ? 1 : 6);
            assertThat(gradient.sub(plainGradient).amaxNumber().doubleValue())
                    .as(name)
                    .isLessThan(1e-5 * plainGradient.amaxNumber().doubleValue() + noise);
        });
    }

    /** What a GPU trains, on the CPU. */
    @ParameterizedTest
    @ValueSource(strings = {"net5", "residual", "hourglass"})
    void dl4jsOwnLayersCanBeTrainedToo(String network) {
        Recipe recipe = network.equals("net5")
                ? small(true)
                : Recipe.of(network, Map.of("width", "2", "blocks", "1", "batch-size", "6", "flip", "false"));
        NativeBackend.useThreads(1);
        ComputationGraph ours = Networks.trainable(recipe, 3, 1);
        ComputationGraph dl4js = Networks.trainable(recipe, 3, PlainParts.toTrain(recipe, 3));
        dl4js.paramTable().forEach((name, values) -> values.assign(ours.getParam(name)));
        Batch batch = new FaceBatches(TestFaces.of(6, 4), recipe, 1)
                .inOrder()
                .findFirst()
                .orElseThrow();

        for (ComputationGraph net : new ComputationGraph[] {ours, dl4js}) {
            net.setInput(0, Nd4j.createFromArray(batch.pictures()).reshape(6, 1, FaceSet.SIDE, FaceSet.SIDE));
            net.setLabels(HeadLoss.labels(batch));
            net.computeGradientAndScore();
        }

        assertThat(dl4js.score()).isCloseTo(ours.score(), within(1e-5 * ours.score()));
        ours.gradient().gradientForVariable().forEach((name, gradient) -> {
            INDArray theirs = dl4js.gradient().getGradientFor(name);
            assertThat(gradient.sub(theirs).amaxNumber().doubleValue())
                    .as(name)
                    .isLessThan(1e-4 * theirs.amaxNumber().doubleValue() + 1e-4);
        });
    }

    @Test
    void theLossIsTheMeanOverTargetsAndFacesAndTheGradientIsItsSlope() {
        Recipe recipe = small(false);
        NativeBackend.useThreads(1);
        Batch batch = new FaceBatches(TestFaces.of(6, 4), recipe, 1)
                .inOrder()
                .findFirst()
                .orElseThrow();
        TrainingStep step = TrainingStep.of(recipe, 5, 1);
        double mean = step.loss(batch) / batch.targets().length;
        INDArray weights = step.net().params();
        long bias = weights.length() - 1;
        double slope = (lossAt(step, batch, bias, 1e-2f) - lossAt(step, batch, bias, -1e-2f)) / 2e-2;
        float before = weights.getFloat(bias);

        double loss = step.fit(batch, 1.0, 0.0) / batch.targets().length;

        assertThat(loss).isCloseTo(mean, within(1e-6));
        assertThat(before - weights.getFloat(bias)).isCloseTo((float) slope, within(1e-4f));
        step.close();
    }

    private static double lossAt(TrainingStep step, Batch batch, long weight, float change) {
        INDArray weights = step.net().params();
        float before = weights.getFloat(weight);
        weights.putScalar(weight, before + change);
        double loss = step.loss(batch) / batch.targets().length;
        weights.putScalar(weight, before);
        return loss;
    }

    /** The last convolution's alone: nothing after it has a kink. */
    @Test
    void theGradientOfAHeatmapNetIsItsSlope() {
        var recipe = Recipe.of(
                "hourglass",
                Map.of("width", "2", "blocks", "1", "batch-size", "4", "flip", "false", "heatmap-weight", "0"));
        NativeBackend.useThreads(1);
        Batch batch = new FaceBatches(TestFaces.of(4, 4), recipe, 1)
                .inOrder()
                .findFirst()
                .orElseThrow();
        ComputationGraph net = Networks.trainable(recipe, 3, 1);
        INDArray weights = Networks.lastWeights(net);
        INDArray before = weights.dup();
        INDArray direction = Nd4j.randn(weights.shape());

        double above = lossAt(net, weights, before.add(direction.mul(0.01)), batch);
        double below = lossAt(net, weights, before.sub(direction.mul(0.01)), batch);
        lossAt(net, weights, before, batch);
        String name = net.getLayers()[net.getNumLayers() - 2].conf().getLayer().getLayerName();
        INDArray gradient = net.gradient().getGradientFor(name + "_W");

        double slope = (above - below) / 0.02;
        assertThat(gradient.mul(direction).sumNumber().doubleValue()).isCloseTo(slope, within(0.02 * Math.abs(slope)));
        assertThat(Math.abs(slope)).isGreaterThan(1e-4);
    }

    /** As trained: batch normalisation by the batch. */
    private static double lossAt(ComputationGraph net, INDArray weights, INDArray values, Batch batch) {
        weights.assign(values);
        net.setInput(0, Nd4j.createFromArray(batch.pictures()).reshape(4, 1, FaceSet.SIDE, FaceSet.SIDE));
        net.setLabels(HeadLoss.labels(batch));
        net.computeGradientAndScore();
        return net.score() * batch.size() / batch.targets().length;
    }

    @Test
    void outputScaleShrinksTheFirstAnswers() {
        NativeBackend.useThreads(1);
        INDArray full = lastWeights(Recipe.of("net1", Map.of()));
        INDArray tenth = lastWeights(Recipe.of("net1", Map.of("output-scale", "0.1")));

        assertThat(tenth.sub(full.mul(0.1)).amaxNumber().doubleValue()).isLessThan(1e-7);
    }

    private static INDArray lastWeights(Recipe recipe) {
        return Networks.lastWeights(Networks.trainable(recipe, 1, 1));
    }
}
