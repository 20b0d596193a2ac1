package dev.fieldmark.bench.torch;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.Recipe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Initial weights for a recipe's net where PyTorch trains alone: uniform after Glorot and Bengio (2010), biases 0. */
public final class GlorotWeights {
    private static final List<Long> KERNEL_SIDES = List.of(3L, 2L, 2L);

    private final SplittableRandom random;
    private final List<Tensor> weights = new ArrayList<>();

    private GlorotWeights(long seed) {
        this.random = new SplittableRandom(seed);
    }

    public static List<Tensor> of(Recipe recipe, long seed) {
        var glorot = new GlorotWeights(seed);
        long side = FaceSet.SIDE;
        long channels = 1;
        for (int i = 0; i < recipe.tutorial().filters().size(); i++) {
            long kernelSide = KERNEL_SIDES.get(i);
            long filters = recipe.tutorial().filters().get(i);
            glorot.layer(List.of(filters, channels, kernelSide, kernelSide));
            if (recipe.tutorial().batchNorm()) {
                glorot.constant(filters, 1);
                glorot.constant(filters, 0);
            }
            channels = filters;
            side = (side - kernelSide + 1) / 2;
        }
        long inputs = channels * side * side;
        for (long units : recipe.tutorial().denseUnits()) {
            glorot.layer(List.of(units, inputs));
            inputs = units;
        }
        glorot.layer(List.of((long) FaceSet.TARGETS, inputs));
        return glorot.weights;
    }

    private void layer(List<Long> shape) {
        long window = shape.stream().skip(2).reduce(1L, (a, b) -> a * b);
        double limit = Math.sqrt(6.0 / ((shape.get(0) + shape.get(1)) * window));
        float[] values = new float[Math.toIntExact(shape.get(0) * shape.get(1) * window)];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) random.nextDouble(-limit, limit);
        }
        weights.add(new Tensor(shape, values));
        constant(shape.get(0), 0);
    }

    private void constant(long size, float value) {
        float[] values = new float[Math.toIntExact(size)];
        Arrays.fill(values, value);
        weights.add(new Tensor(List.of(size), values));
    }
}
