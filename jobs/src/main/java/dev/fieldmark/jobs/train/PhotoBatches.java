package dev.fieldmark.jobs.train;

import dev.fieldmark.jobs.backbone.CachedFeatures;
import dev.fieldmark.jobs.backbone.FeatureScale;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.photos.Negatives;
import dev.fieldmark.jobs.photos.PhotoDataset;
import dev.fieldmark.jobs.photos.PhotoSet;
import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Cuts the photos of a set, or their features, into batches, for an epoch together with photos of nothing in the group.
 * The sets are never written to.
 *
 * <p>An epoch has each photo of the group once and beside {@value #PHOTOS_A_NEGATIVE} of them one negative, each negative
 * as often as any other but for one time, drawn and changed anew. So what an epoch costs, and how a batch is made up, does
 * not depend on how many negatives there are. Their targets are even over the species.
 */
public final class PhotoBatches implements Batches {
    /** The sample that a net sees as 0. */
    public static final float MIDDLE = 127.5f;

    /** How many samples a net sees as 1. */
    public static final float UNIT = 63.75f;

    private static final int SHUFFLE = 1;
    private static final int DISTORT = 4;
    private static final int MIX = 5;
    private static final int NEGATIVES = 6;

    /** How many photos of the group there are for each negative of an epoch. */
    private static final int PHOTOS_A_NEGATIVE = 4;

    private final int[] labels;
    private final Views photos;
    private final Views negatives;
    private final Subject.Species subject;
    private final Lesson.Photos lesson;
    private final int batchSize;
    private final long seed;
    private final float[] weights;

    /** Photos of the group alone. */
    public PhotoBatches(PhotoSet photos, Recipe recipe, long seed) {
        this(photos, Negatives.none(photos.sidePixels()), recipe, seed);
    }

    /** @throws IllegalArgumentException where the photos are none of the recipe's subject */
    public PhotoBatches(PhotoSet photos, Negatives negatives, Recipe recipe, long seed) {
        this(
                photos.labels(),
                pixels(photos.pixels(), photos.sidePixels(), recipe),
                pixels(negatives.pixels(), photos.sidePixels(), recipe),
                recipe,
                seed);
    }

    private PhotoBatches(int[] labels, Views photos, Views negatives, Recipe recipe, long seed) {
        this.labels = labels;
        this.photos = photos;
        this.negatives = negatives;
        this.subject = recipe.speciesSubject();
        this.lesson = recipe.photos();
        this.batchSize = recipe.learning().batchSize();
        this.seed = seed;
        this.weights = weights();
    }

    private static Views pixels(byte[][] photos, int sidePixels, Recipe recipe) {
        int expected = recipe.subject().sidePixels();
        if (sidePixels != expected) {
            throw new IllegalArgumentException("side of the photos was " + sidePixels + " but must be " + expected);
        }
        return new PixelViews(photos, new PhotoDistortion(recipe.photos().augmentation(), sidePixels), sidePixels);
    }

    /**
     * Those on one side of a plan's dataset.
     *
     * @throws dev.fieldmark.jobs.data.BadDataException where the plan's net sees features that were not computed
     */
    public static PhotoBatches of(PhotoDataset dataset, Side side, TrainingPlan plan) throws IOException {
        Recipe recipe = plan.recipe();
        double fraction = plan.validationFraction();
        PhotoSet photos = dataset.photos(side, fraction);
        if (!(recipe.subject() instanceof Subject.Features features)) {
            return new PhotoBatches(photos, dataset.negatives(side, fraction), recipe, plan.seed());
        }
        var cached = CachedFeatures.open(dataset, features.backbone());
        FeatureScale scale = FeatureScale.of(cached.photos(Side.TRAIN, fraction));
        boolean flip = recipe.photos().augmentation().flip();
        return new PhotoBatches(
                photos.labels(),
                new FeatureViews(cached.photos(side, fraction), scale, flip),
                new FeatureViews(cached.negatives(side, fraction), scale, flip),
                recipe,
                plan.seed());
    }

    /** Of a photo of each species; of all photos together, their number. */
    private float[] weights() {
        double[] counts = new double[subject.targets()];
        for (int label : labels) {
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
        photos.update(checksum);
        for (int label : labels) {
            checksum.update(label);
        }
        if (lesson.negativesWeight() > 0) {
            negatives.update(checksum);
        }
        return Long.toHexString(checksum.getValue());
    }

    @Override
    public Stream<Batch> epoch(int epoch) {
        int[] order = IntStream.concat(IntStream.range(0, size()), drawnNegatives(epoch))
                .toArray();
        Batches.shuffle(order, order.length, new SplittableRandom(Seeds.mix(seed, SHUFFLE, epoch)));
        return Batches.starts(order.length, batchSize).mapToObj(start -> {
            var random = new SplittableRandom(Seeds.mix(seed, DISTORT, epoch, start));
            Batch batch = batch(order, start, (photo, pictures, at) -> change(photo, pictures, at, random), this::aim);
            return mixed(batch, ofGroup(order, start), new SplittableRandom(Seeds.mix(seed, MIX, epoch, start)));
        });
    }

    @Override
    public Stream<Batch> inOrder() {
        return inOrder(photos::plain);
    }

    /** The mirror image of each, likewise. */
    public Stream<Batch> mirroredInOrder() {
        return inOrder(photos::mirrored);
    }

    private Stream<Batch> inOrder(View view) {
        int[] order = IntStream.range(0, size()).toArray();
        return Batches.starts(size(), batchSize).mapToObj(start -> batch(order, start, view, this::name));
    }

    /** Writes what a net sees of a photo, from {@code at} on. */
    private interface View {
        void write(int photo, float[] pictures, int at);
    }

    /** Writes what it is to say, likewise. */
    private interface Target {
        void write(int photo, float[] targets, int at);
    }

    /** Their places behind the group's photos, as many as an epoch has. */
    private IntStream drawnNegatives(int epoch) {
        if (negatives.size() == 0 || lesson.negativesWeight() == 0) {
            return IntStream.empty();
        }
        int[] order = IntStream.range(size(), size() + negatives.size()).toArray();
        Batches.shuffle(order, order.length, new SplittableRandom(Seeds.mix(seed, NEGATIVES, epoch)));
        return IntStream.range(0, negativesAnEpoch()).map(i -> order[i % order.length]);
    }

    private int negativesAnEpoch() {
        return (size() + PHOTOS_A_NEGATIVE - 1) / PHOTOS_A_NEGATIVE;
    }

    /** One of the group's, or behind them one of the negatives, changed. */
    private void change(int place, float[] pictures, int at, SplittableRandom random) {
        if (place < size()) {
            photos.changed(place, pictures, at, random.split());
        } else {
            negatives.changed(place - size(), pictures, at, random.split());
        }
    }

    /** The group's photos in a batch, by their places in it. */
    private int[] ofGroup(int[] order, int start) {
        return IntStream.range(0, Math.min(batchSize, order.length - start))
                .filter(i -> order[start + i] < size())
                .toArray();
    }

    private Batch batch(int[] order, int start, View view, Target target) {
        int size = Math.min(batchSize, order.length - start);
        int samples = subject.samples();
        float[] pictures = new float[size * samples];
        float[] targets = new float[size * subject.targets()];
        for (int i = 0; i < size; i++) {
            view.write(order[start + i], pictures, i * samples);
            target.write(order[start + i], targets, i * subject.targets());
        }
        return new Batch(size, pictures, targets);
    }

    private void name(int photo, float[] targets, int at) {
        targets[at + labels[photo]] = 1;
    }

    private void aim(int place, float[] targets, int at) {
        int species = subject.targets();
        if (place >= size()) {
            double each = lesson.negativesWeight() * size() / negativesAnEpoch();
            Arrays.fill(targets, at, at + species, (float) (each / species));
            return;
        }
        int label = labels[place];
        float weight = weights[label];
        float spread = (float) (weight * lesson.labelSmoothing() / species);
        Arrays.fill(targets, at, at + species, spread);
        targets[at + label] += (float) (weight * (1 - lesson.labelSmoothing()));
    }

    /**
     * Each photo of the group with another of the batch, all by one share; what they show likewise. Negatives stay as they
     * are: half a butterfly over half a bird is a butterfly still, of which a net is not to be unsure.
     */
    private Batch mixed(Batch batch, int[] ofGroup, SplittableRandom random) {
        if (lesson.augmentation().mixup() == 0) {
            return batch;
        }
        float share = (float) beta(lesson.augmentation().mixup(), random);
        int[] shuffled = ofGroup.clone();
        Batches.shuffle(shuffled, shuffled.length, random);
        int[] others = IntStream.range(0, batch.size()).toArray();
        for (int i = 0; i < ofGroup.length; i++) {
            others[ofGroup[i]] = shuffled[i];
        }
        return new Batch(
                batch.size(),
                mixed(batch.pictures(), others, share, subject.samples()),
                mixed(batch.targets(), others, share, subject.targets()));
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
