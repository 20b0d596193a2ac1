package dev.fieldmark.jobs.train;

import dev.fieldmark.jobs.data.FaceSet;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Cuts the faces of a set into batches. The face set is never written to: each batch is a copy, and the copy is what
 * gets mirrored.
 */
public final class FaceBatches implements Batches {
    private static final int SHUFFLE = 1;
    private static final int FLIP = 2;
    private static final int DISTORT = 4;
    private static final float HALF_SIDE = FaceSet.SIDE / 2f;

    private final FaceSet faces;
    private final Lesson.Faces lesson;
    private final int batchSize;
    private final Mirror mirror;
    private final long seed;

    public FaceBatches(FaceSet faces, Recipe recipe, long seed) {
        this.faces = faces;
        this.lesson = recipe.faces();
        this.batchSize = recipe.learning().batchSize();
        this.mirror = new Mirror(lesson.augmentation().mirrorAxis());
        this.seed = seed;
    }

    @Override
    public int size() {
        return faces.size();
    }

    @Override
    public String checksum() {
        var checksum = new CRC32C();
        checksum.update(faces.greys());
        var targets = ByteBuffer.allocate(faces.targets().length * Float.BYTES);
        targets.asFloatBuffer().put(faces.targets());
        checksum.update(targets);
        return Long.toHexString(checksum.getValue());
    }

    @Override
    public Stream<Batch> epoch(int epoch) {
        int[] order = IntStream.range(0, faces.size()).toArray();
        Batches.shuffle(order, order.length, new SplittableRandom(Seeds.mix(seed, SHUFFLE, epoch)));
        return Batches.starts(size(), batchSize).mapToObj(start -> {
            Batch batch = lesson.augmentation().isMoreThanFlips()
                    ? distorted(order, start, new SplittableRandom(Seeds.mix(seed, DISTORT, epoch, start)))
                    : batch(order, start);
            if (lesson.augmentation().flip()) {
                flipHalf(batch, new SplittableRandom(Seeds.mix(seed, FLIP, epoch, start)));
            }
            return batch;
        });
    }

    @Override
    public Stream<Batch> inOrder() {
        int[] order = IntStream.range(0, faces.size()).toArray();
        return Batches.starts(size(), batchSize).mapToObj(start -> batch(order, start));
    }

    private Batch batch(int[] order, int start) {
        Batch batch = empty(start);
        for (int i = 0; i < batch.size(); i++) {
            int face = order[start + i];
            copyPicture(face, batch.pictures(), i * FaceSet.PIXELS);
            copyTargets(points(face), batch.targets(), i * FaceSet.TARGETS);
        }
        return batch;
    }

    private Batch distorted(int[] order, int start, SplittableRandom random) {
        var distortion = new Distortion(lesson.augmentation(), lesson.contrast());
        Batch batch = empty(start);
        for (int i = 0; i < batch.size(); i++) {
            int face = order[start + i];
            float[] points = points(face);
            distortion.apply(
                    faces.greys(), face * FaceSet.PIXELS, batch.pictures(), i * FaceSet.PIXELS, points, random.split());
            copyTargets(points, batch.targets(), i * FaceSet.TARGETS);
        }
        return batch;
    }

    private Batch empty(int start) {
        int size = Math.min(batchSize, faces.size() - start);
        return new Batch(size, new float[size * FaceSet.PIXELS], new float[size * FaceSet.TARGETS]);
    }

    private float[] points(int face) {
        return Arrays.copyOfRange(faces.targets(), face * FaceSet.TARGETS, (face + 1) * FaceSet.TARGETS);
    }

    private static void copyTargets(float[] points, float[] targets, int offset) {
        for (int t = 0; t < FaceSet.TARGETS; t++) {
            targets[offset + t] = (points[t] - HALF_SIDE) / HALF_SIDE;
        }
    }

    private void copyPicture(int face, float[] pictures, int offset) {
        float[] tones = Tones.of(lesson.contrast(), faces.greys(), face * FaceSet.PIXELS);
        for (int p = 0; p < FaceSet.PIXELS; p++) {
            pictures[offset + p] = tones[Byte.toUnsignedInt(faces.greys()[face * FaceSet.PIXELS + p])];
        }
    }

    /** Mirrors exactly half of the batch (of an odd one, the smaller half), drawn without replacement. */
    private void flipHalf(Batch batch, SplittableRandom random) {
        int[] order = IntStream.range(0, batch.size()).toArray();
        int half = batch.size() / 2;
        Batches.shuffle(order, half, random);
        for (int i = 0; i < half; i++) {
            Mirror.picture(batch.pictures(), order[i] * FaceSet.PIXELS);
            mirrorTargets(batch.targets(), order[i] * FaceSet.TARGETS);
        }
    }

    private void mirrorTargets(float[] targets, int offset) {
        float[] source = Arrays.copyOfRange(targets, offset, offset + FaceSet.TARGETS);
        System.arraycopy(mirror.units(source), 0, targets, offset, FaceSet.TARGETS);
    }
}
