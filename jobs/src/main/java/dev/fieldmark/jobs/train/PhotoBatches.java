package dev.fieldmark.jobs.train;

import dev.fieldmark.jobs.photos.PhotoSet;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** Cuts the photos of a set into batches. The set is never written to. */
public final class PhotoBatches implements Batches {
    /** The sample that a net sees as 0. */
    public static final float MIDDLE = 127.5f;

    /** How many samples a net sees as 1. */
    public static final float UNIT = 63.75f;

    private static final int SHUFFLE = 1;
    private static final int DISTORT = 4;
    private static final int MIX = 5;

    private final PhotoSet photos;
    private final Subject.Photos subject;
    private final Lesson.Photos lesson;
    private final PhotoDistortion distortion;
    private final int batchSize;
    private final long seed;
    private final float[] weights;

    /** @throws IllegalArgumentException where the photos are none of the recipe's subject */
    public PhotoBatches(PhotoSet photos, Recipe recipe, long seed) {
        this.photos = photos;
        this.subject = recipe.photoSubject();
        this.lesson = recipe.photos();
        if (photos.sidePixels() != subject.sidePixels()) {
            throw new IllegalArgumentException(
                    "side of the photos was " + photos.sidePixels() + " but must be " + subject.sidePixels());
        }
        this.distortion = new PhotoDistortion(lesson.augmentation(), subject.sidePixels());
        this.batchSize = recipe.learning().batchSize();
        this.seed = seed;
        this.weights = weights();
    }

    /** Of a photo of each species; of all photos together, their number. */
    private float[] weights() {
        double[] counts = new double[subject.species()];
        for (int label : photos.labels()) {
            counts[label]++;
        }
        double sum = 0;
        for (double count : counts) {
            sum += count == 0 ? 0 : count * Math.pow(count, -lesson.classBalance());
        }
        float[] weights = new float[counts.length];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = (float) (counts[i] == 0 ? 0 : Math.pow(counts[i], -lesson.classBalance()) * size() / sum);
        }
        return weights;
    }

    @Override
    public int size() {
        return photos.size();
    }

    @Override
    public String checksum() {
        var checksum = new CRC32C();
        for (byte[] photo : photos.pixels()) {
            checksum.update(photo);
        }
        for (int label : photos.labels()) {
            checksum.update(label);
        }
        return Long.toHexString(checksum.getValue());
    }

    @Override
    public Stream<Batch> epoch(int epoch) {
        int[] order = IntStream.range(0, size()).toArray();
        Batches.shuffle(order, order.length, new SplittableRandom(Seeds.mix(seed, SHUFFLE, epoch)));
        return Batches.starts(size(), batchSize).mapToObj(start -> {
            var random = new SplittableRandom(Seeds.mix(seed, DISTORT, epoch, start));
            Batch batch = batch(order, start, true, random);
            return mixed(batch, new SplittableRandom(Seeds.mix(seed, MIX, epoch, start)));
        });
    }

    @Override
    public Stream<Batch> inOrder() {
        int[] order = IntStream.range(0, size()).toArray();
        var unused = new SplittableRandom(0);
        return Batches.starts(size(), batchSize).mapToObj(start -> batch(order, start, false, unused));
    }

    private Batch batch(int[] order, int start, boolean distort, SplittableRandom random) {
        int size = Math.min(batchSize, size() - start);
        int samples = subject.samples();
        float[] pictures = new float[size * samples];
        float[] targets = new float[size * subject.species()];
        for (int i = 0; i < size; i++) {
            int photo = order[start + i];
            if (distort) {
                distortion.apply(photos.pixels()[photo], pictures, i * samples, random.split());
                smooth(photos.labels()[photo], targets, i * subject.species());
            } else {
                copy(photos.pixels()[photo], pictures, i * samples);
                targets[i * subject.species() + photos.labels()[photo]] = 1;
            }
        }
        for (int i = 0; i < pictures.length; i++) {
            pictures[i] = (pictures[i] - MIDDLE) / UNIT;
        }
        return new Batch(size, pictures, targets);
    }

    private static void copy(byte[] photo, float[] pictures, int at) {
        for (int i = 0; i < photo.length; i++) {
            pictures[at + i] = Byte.toUnsignedInt(photo[i]);
        }
    }

    private void smooth(int label, float[] targets, int at) {
        int species = subject.species();
        float weight = weights[label];
        float spread = (float) (weight * lesson.labelSmoothing() / species);
        Arrays.fill(targets, at, at + species, spread);
        targets[at + label] += (float) (weight * (1 - lesson.labelSmoothing()));
    }

    /** Each photo with another of the batch, all by one share; what they show likewise. */
    private Batch mixed(Batch batch, SplittableRandom random) {
        if (lesson.augmentation().mixup() == 0) {
            return batch;
        }
        float share = (float) beta(lesson.augmentation().mixup(), random);
        int[] others = IntStream.range(0, batch.size()).toArray();
        Batches.shuffle(others, others.length, random);
        return new Batch(
                batch.size(),
                mixed(batch.pictures(), others, share, subject.samples()),
                mixed(batch.targets(), others, share, subject.species()));
    }

    private static float[] mixed(float[] values, int[] others, float share, int length) {
        float[] mixed = new float[values.length];
        for (int i = 0; i < others.length; i++) {
            for (int j = 0; j < length; j++) {
                mixed[i * length + j] = share * values[i * length + j] + (1 - share) * values[others[i] * length + j];
            }
        }
        return mixed;
    }

    /** Of the Beta distribution whose parameters are both this (Joehnk 1964). */
    private static double beta(double parameter, SplittableRandom random) {
        while (true) {
            double one = Math.pow(random.nextDouble(), 1 / parameter);
            double other = Math.pow(random.nextDouble(), 1 / parameter);
            if (one + other > 0 && one + other <= 1) {
                return one / (one + other);
            }
        }
    }
}
