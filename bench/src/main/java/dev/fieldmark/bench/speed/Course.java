package dev.fieldmark.bench.speed;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.Recipe;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What both engines train, told to a worker process as a line of words.
 *
 * @param network net1 to net7
 * @param batchSize faces a batch
 * @param threads of each engine
 * @param dropout whether as the network has it, or none
 * @param validationFaces validated after each epoch
 */
public record Course(String network, int batchSize, int threads, boolean dropout, int validationFaces) {
    private static final int BATCHES_AN_EPOCH = 4;
    private static final long SEED = 20260117;

    public Course {
        require(batchSize >= 1, "batch", batchSize);
        require(threads >= 1, "threads", threads);
        require(validationFaces >= 1, "validation", validationFaces);
    }

    private static void require(boolean holds, String name, int value) {
        if (!holds) {
            throw new IllegalArgumentException(name + " was " + value + " but must be >= 1");
        }
    }

    /** The network at a learning rate at which noise does not make it diverge. */
    Recipe recipe() {
        Map<String, String> settings = new HashMap<>(Map.of(
                "batch-size",
                String.valueOf(batchSize),
                "learning-rate",
                "0.001",
                "learning-rate-end",
                "0.001",
                "momentum",
                "0.9",
                "momentum-end",
                "0.9"));
        if (!dropout) {
            Recipe.of(network, Map.of()).settings().keySet().stream()
                    .filter(name -> name.startsWith("dropout"))
                    .forEach(name -> settings.put(name, "0"));
        }
        return Recipe.of(network, settings);
    }

    long seed() {
        return SEED;
    }

    FaceSet trainingFaces() {
        return noise(BATCHES_AN_EPOCH * batchSize);
    }

    FaceSet validationFaceSet() {
        return noise(validationFaces);
    }

    /** Speed does not depend on what is in the pictures. */
    private static FaceSet noise(int faces) {
        var random = new SplittableRandom(SEED);
        byte[] greys = new byte[faces * FaceSet.PIXELS];
        random.nextBytes(greys);
        float[] targets = new float[faces * FaceSet.TARGETS];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = (float) random.nextDouble(FaceSet.SIDE);
        }
        return new FaceSet(IntStream.rangeClosed(1, faces).toArray(), greys, targets);
    }

    List<String> words() {
        return List.of(
                network,
                String.valueOf(batchSize),
                String.valueOf(threads),
                String.valueOf(dropout),
                String.valueOf(validationFaces));
    }

    static Course ofWords(List<String> words) {
        return new Course(
                words.get(0),
                Integer.parseInt(words.get(1)),
                Integer.parseInt(words.get(2)),
                Boolean.parseBoolean(words.get(3)),
                Integer.parseInt(words.get(4)));
    }
}
