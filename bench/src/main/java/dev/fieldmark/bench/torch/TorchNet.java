package dev.fieldmark.bench.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import dev.fieldmark.jobs.train.Recipe;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** A recipe's net in PyTorch. Input: [batch, 1, 96, 96]; output: [batch, 30]. */
final class TorchNet {
    private final NDManager manager;
    private final Iterator<Tensor> weights;
    private final List<TorchLayer> layers = new ArrayList<>();

    private TorchNet(NDManager manager, Iterator<Tensor> weights) {
        this.manager = manager;
        this.weights = weights;
    }

    /** With these initial weights, in the order of the layers: weight and bias, after a convolution gamma and beta. */
    static TorchNet of(NDManager manager, Recipe recipe, List<Tensor> weights) {
        var net = new TorchNet(manager, weights.iterator());
        for (int i = 0; i < recipe.tutorial().filters().size(); i++) {
            net.layers.add(new TorchLayer.Convolution(net.parameter(), net.parameter()));
            if (recipe.tutorial().batchNorm()) {
                net.normalize(recipe.tutorial().filters().get(i));
            }
            net.layers.add(new TorchLayer.Relu());
            net.layers.add(new TorchLayer.MaxPool());
            net.drop(recipe.tutorial().poolDropout().get(i));
        }
        net.layers.add(new TorchLayer.Flatten());
        for (int i = 0; i < recipe.tutorial().denseUnits().size(); i++) {
            if (i == 1) {
                net.drop(recipe.tutorial().denseDropout());
            }
            net.layers.add(new TorchLayer.Dense(net.parameter(), net.parameter()));
            net.layers.add(new TorchLayer.Relu());
        }
        net.layers.add(new TorchLayer.Dense(net.parameter(), net.parameter()));
        if (net.weights.hasNext()) {
            throw new IllegalArgumentException(
                    "weights had " + weights.size() + " tensors but the net takes fewer: " + recipe);
        }
        return net;
    }

    private NDArray parameter() {
        Tensor tensor = weights.next();
        NDArray array = manager.create(
                tensor.values(),
                new Shape(tensor.shape().stream().mapToLong(Long::longValue).toArray()));
        array.setRequiresGradient(true);
        return array;
    }

    private void normalize(int filters) {
        layers.add(new TorchLayer.BatchNormalization(
                parameter(), parameter(), manager.zeros(new Shape(filters)), manager.ones(new Shape(filters))));
    }

    private void drop(double share) {
        if (share > 0) {
            layers.add(new TorchLayer.Drop((float) share));
        }
    }

    NDArray forward(NDArray pictures, boolean training) {
        NDArray output = pictures;
        for (TorchLayer layer : layers) {
            output = layer.forward(output, training);
        }
        return output;
    }

    List<NDArray> parameters() {
        return layers.stream().flatMap(layer -> layer.parameters().stream()).toList();
    }
}
