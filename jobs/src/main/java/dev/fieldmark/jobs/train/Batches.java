package dev.fieldmark.jobs.train;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The pictures of one side of a dataset, cut into batches. The last batch of an epoch is smaller where the batch size
 * does not divide the pictures, as the tutorial's.
 */
public sealed interface Batches permits FaceBatches, PhotoBatches, SceneBatches {
    /** Number of pictures, those of nothing that is asked about left out. */
    int size();

    /** A checksum of pictures and targets, so that a resumed training can tell that it goes on with the same. */
    String checksum();

    /** The batches of an epoch, shuffled and changed as the seed and the epoch have it: the same at each call. */
    Stream<Batch> epoch(int epoch);

    /** Every one of them in the set's order, none changed: for validation. */
    Stream<Batch> inOrder();

    /** Where the batches of so many pictures start. */
    static IntStream starts(int pictures, int batchSize) {
        return IntStream.iterate(0, start -> start < pictures, start -> start + batchSize);
    }

    /** Fisher and Yates, as far as the first {@code count}. */
    static void shuffle(int[] order, int count, SplittableRandom random) {
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(order.length - i);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
    }
}
