package dev.fieldmark.bench.learn;

import dev.fieldmark.bench.torch.Tensor;
import dev.fieldmark.bench.torch.TorchTrainer;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.Batch;
import dev.fieldmark.jobs.train.FaceBatches;
import dev.fieldmark.jobs.train.Learning;
import dev.fieldmark.jobs.train.Learning.Updater;
import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.dl4j.TrainingStep;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A net to be trained alike by both engines. Without dropout, whose random numbers no two engines share, and without
 * flips; at a constant rate.
 *
 * @param net what it is called in the results
 * @param recipe how it is trained
 */
public record Lesson(String net, Recipe recipe) {
    private static final long SEED = 20260117;
    private static final int THREADS = 1;
    /** About the rounding of a float: what no two orders of summing agree on. */
    private static final double PERTURBATION = 1e-7;

    /** net7 and a small net with batch normalisation, each under every one of these updaters with its rate. */
    public static List<Lesson> all(int batchSize, Map<Updater, Double> rates) {
        return rates.entrySet().stream()
                .flatMap(entry -> Stream.of(
                        net7(entry.getKey(), entry.getValue(), batchSize),
                        smallBatchNorm(entry.getKey(), entry.getValue(), batchSize)))
                .toList();
    }

    public static Lesson net7(Updater updater, double rate, int batchSize) {
        return of("net7", "net7", updater, rate, batchSize, Map.of());
    }

    public static Lesson smallBatchNorm(Updater updater, double rate, int batchSize) {
        return of(
                "small-batch-norm",
                "net6",
                updater,
                rate,
                batchSize,
                Map.of(
                        "batch-norm",
                        "true",
                        "filters1",
                        "16",
                        "filters2",
                        "32",
                        "filters3",
                        "32",
                        "dense-units",
                        "100"));
    }

    static Lesson of(
            String name, String network, Updater updater, double rate, int batchSize, Map<String, String> layers) {
        Map<String, String> settings = new HashMap<>(layers);
        settings.put("batch-size", String.valueOf(batchSize));
        settings.put("contrast", "standardize");
        settings.put("flip", "false");
        settings.put("updater", updater.name().toLowerCase(Locale.ROOT));
        settings.put("learning-rate", String.valueOf(rate));
        settings.put("learning-rate-end", String.valueOf(rate));
        settings.put("momentum", "0.9");
        settings.put("momentum-end", "0.9");
        IntStream.rangeClosed(1, 4).forEach(i -> settings.put("dropout" + i, "0"));
        return new Lesson(name, Recipe.of(network, settings));
    }

    /** Told after each update. */
    @FunctionalInterface
    public interface Listener {
        void updated(Lesson lesson, int update);
    }

    private double fit(TrainingStep dl4j, Batch batch) {
        Learning learning = recipe.learning();
        return dl4j.fit(batch, learning.learningRate(), learning.momentum()) / batch.targets().length;
    }

    /** Trains the net three times in step, on the same batches: in DL4J, in PyTorch, and in PyTorch disturbed. */
    public Outcome learn(FaceSet faces, int updates, Listener listener) {
        try (TrainingStep dl4j = TrainingStep.of(recipe, SEED, THREADS)) {
            List<Tensor> weights = Dl4jWeights.of(dl4j.net());
            try (TorchTrainer pytorch = TorchTrainer.of(recipe, weights, THREADS);
                    TorchTrainer disturbed = TorchTrainer.of(recipe, disturb(weights), THREADS)) {
                List<Outcome.Losses> losses = new ArrayList<>();
                Iterator<Batch> batches = batches(faces).iterator();
                for (int update = 1; update <= updates; update++) {
                    Batch batch = batches.next();
                    losses.add(new Outcome.Losses(fit(dl4j, batch), pytorch.train(batch), disturbed.train(batch)));
                    listener.updated(this, update);
                }
                return new Outcome(net, recipe.learning().updater(), losses);
            }
        }
    }

    /** Epoch after epoch, without end. */
    private Stream<Batch> batches(FaceSet faces) {
        var batches = new FaceBatches(faces, recipe, SEED);
        return IntStream.iterate(1, epoch -> epoch + 1).boxed().flatMap(batches::epoch);
    }

    private static List<Tensor> disturb(List<Tensor> weights) {
        var random = new SplittableRandom(SEED);
        return weights.stream().map(tensor -> disturb(tensor, random)).toList();
    }

    private static Tensor disturb(Tensor tensor, SplittableRandom random) {
        float[] values = tensor.values().clone();
        for (int i = 0; i < values.length; i++) {
            values[i] *= (float) (1 + random.nextDouble(-PERTURBATION, PERTURBATION));
        }
        return new Tensor(tensor.shape(), values);
    }
}
