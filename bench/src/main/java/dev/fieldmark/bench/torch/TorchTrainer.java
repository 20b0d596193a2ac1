package dev.fieldmark.bench.torch;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.Batch;
import dev.fieldmark.jobs.train.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Trains a recipe's net in PyTorch at the recipe's first learning rate and momentum. */
public final class TorchTrainer implements AutoCloseable {
    private static final String ENGINE = "PyTorch";

    private final NDManager manager;
    private final TorchNet net;
    private final List<NDArray> parameters;
    private final List<TorchUpdater> updaters = new ArrayList<>();

    private TorchTrainer(NDManager manager, Recipe recipe, List<Tensor> weights) {
        this.manager = manager;
        this.net = TorchNet.of(manager, recipe, weights);
        this.parameters = net.parameters();
        parameters.forEach(parameter -> updaters.add(updater(recipe, parameter)));
    }

    /** The first call in a process sets its number of threads. */
    public static TorchTrainer of(Recipe recipe, List<Tensor> weights, int threads) {
        // nothing is fetched: the natives are in the class path, whatever the network is like
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        return new TorchTrainer(NDManager.newBaseManager(Device.cpu(), ENGINE), recipe, weights);
    }

    private static TorchUpdater updater(Recipe recipe, NDArray parameter) {
        return switch (recipe.learning().updater()) {
            case NESTEROVS ->
                new TorchUpdater.Nesterov(
                        parameter,
                        recipe.learning().learningRate(),
                        recipe.learning().momentum());
            case ADAM ->
                new TorchUpdater.Adam(
                        parameter,
                        recipe.learning().learningRate(),
                        recipe.learning().momentum());
        };
    }

    /** One update on one batch. Returns the mean squared error before it. */
    public double train(Batch batch) {
        try (NDManager scope = manager.newSubManager()) {
            double loss = backward(scope, batch);
            update();
            return loss;
        }
    }

    private double backward(NDManager scope, Batch batch) {
        try (GradientCollector gradients = Engine.getEngine(ENGINE).newGradientCollector()) {
            NDArray loss = loss(scope, batch, true);
            gradients.backward(loss);
            return loss.getFloat();
        }
    }

    /** The mean squared error on a batch, without dropout and with the running statistics. */
    public double validate(Batch batch) {
        try (NDManager scope = manager.newSubManager()) {
            return loss(scope, batch, false).getFloat();
        }
    }

    private NDArray loss(NDManager scope, Batch batch, boolean training) {
        NDArray pictures = scope.create(batch.pictures(), new Shape(batch.size(), 1, FaceSet.SIDE, FaceSet.SIDE));
        NDArray targets = scope.create(batch.targets(), new Shape(batch.size(), FaceSet.TARGETS));
        return net.forward(pictures, training).sub(targets).square().mean();
    }

    private void update() {
        for (int i = 0; i < parameters.size(); i++) {
            try (NDArray gradient = parameters.get(i).getGradient()) {
                updaters.get(i).update(parameters.get(i), gradient);
                // DJL adds the next gradient to what is here
                gradient.muli(0);
            }
        }
    }

    /** The weights as they are now, in the order in which they were given. */
    public List<Tensor> weights() {
        return parameters.stream()
                .map(array -> new Tensor(
                        Arrays.stream(array.getShape().getShape()).boxed().toList(), array.toFloatArray()))
                .toList();
    }

    @Override
    public void close() {
        manager.close();
    }
}
