package dev.fieldmark.jobs.train;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceSet;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Cuts the complete faces of a set into batches; rows with a gap are dropped. The last batch of an epoch is smaller
 * where the batch size does not divide the faces, as the tutorial's. The face set is never written to: each batch is a
 * copy, and the copy is what gets mirrored.
 */
public final class Batches {
    private static final int SHUFFLE = 1;
    private static final int FLIP = 2;
    private static final float HALF_SIDE = FaceSet.SIDE / 2f;

    private final FaceSet faces;
    private final Recipe recipe;
    private final long seed;

    public Batches(FaceSet faces, Recipe recipe, long seed) {
        this.faces = faces.complete();
        this.recipe = recipe;
        this.seed = seed;
    }

    /** Number of complete faces. */
    public int faces() {
        return faces.size();
    }

    /** A checksum of the faces, so that a resumed training can tell that it goes on with the same. */
    public String checksum() {
        var checksum = new CRC32C();
        checksum.update(faces.greys());
        var targets = ByteBuffer.allocate(faces.targets().length * Float.BYTES);
        targets.asFloatBuffer().put(faces.targets());
        checksum.update(targets);
        return Long.toHexString(checksum.getValue());
    }

    /** The batches of an epoch, shuffled and mirrored as the seed and the epoch have it: the same at each call. */
    public Stream<Batch> epoch(int epoch) {
        int[] order = IntStream.range(0, faces.size()).toArray();
        shuffle(order, order.length, new SplittableRandom(Seeds.mix(seed, SHUFFLE, epoch)));
        return starts().mapToObj(start -> {
            Batch batch = batch(order, start);
            if (recipe.flip()) {
                flipHalf(batch, new SplittableRandom(Seeds.mix(seed, FLIP, epoch, start)));
            }
            return batch;
        });
    }

    /** Every face in row order, none mirrored: for validation. */
    public Stream<Batch> inOrder() {
        int[] order = IntStream.range(0, faces.size()).toArray();
        return starts().mapToObj(start -> batch(order, start));
    }

    private IntStream starts() {
        return IntStream.iterate(0, start -> start < faces.size(), start -> start + recipe.batchSize());
    }

    private Batch batch(int[] order, int start) {
        int size = Math.min(recipe.batchSize(), faces.size() - start);
        var batch = new Batch(size, new float[size * FaceSet.PIXELS], new float[size * FaceSet.TARGETS]);
        for (int i = 0; i < size; i++) {
            int face = order[start + i];
            copyPicture(face, batch.pictures(), i * FaceSet.PIXELS);
            for (int t = 0; t < FaceSet.TARGETS; t++) {
                float pixels = faces.targets()[face * FaceSet.TARGETS + t];
                batch.targets()[i * FaceSet.TARGETS + t] = (pixels - HALF_SIDE) / HALF_SIDE;
            }
        }
        return batch;
    }

    private void copyPicture(int face, float[] pictures, int offset) {
        float[] tones = Tones.of(recipe.contrast(), faces.greys(), face * FaceSet.PIXELS);
        for (int p = 0; p < FaceSet.PIXELS; p++) {
            pictures[offset + p] = tones[Byte.toUnsignedInt(faces.greys()[face * FaceSet.PIXELS + p])];
        }
    }

    /** Mirrors exactly half of the batch (of an odd one, the smaller half), drawn without replacement. */
    private static void flipHalf(Batch batch, SplittableRandom random) {
        int[] order = IntStream.range(0, batch.size()).toArray();
        int half = batch.size() / 2;
        shuffle(order, half, random);
        for (int i = 0; i < half; i++) {
            mirrorPicture(batch.pictures(), order[i] * FaceSet.PIXELS);
            mirrorTargets(batch.targets(), order[i] * FaceSet.TARGETS);
        }
    }

    private static void mirrorPicture(float[] pictures, int offset) {
        for (int row = offset; row < offset + FaceSet.PIXELS; row += FaceSet.SIDE) {
            for (int left = row, right = row + FaceSet.SIDE - 1; left < right; left++, right--) {
                float pixel = pictures[left];
                pictures[left] = pictures[right];
                pictures[right] = pixel;
            }
        }
    }

    /** x changes its sign, then each point becomes its counterpart: the left eye of a mirrored face is its right one. */
    private static void mirrorTargets(float[] targets, int offset) {
        float[] source = new float[FaceSet.TARGETS];
        System.arraycopy(targets, offset, source, 0, FaceSet.TARGETS);
        for (Keypoint point : Keypoint.all()) {
            int from = 2 * point.ordinal();
            int to = offset + 2 * point.mirrored().ordinal();
            targets[to] = -source[from];
            targets[to + 1] = source[from + 1];
        }
    }

    /** Fisher and Yates, as far as the first {@code count}. */
    private static void shuffle(int[] order, int count, SplittableRandom random) {
        for (int i = 0; i < count; i++) {
            int other = i + random.nextInt(order.length - i);
            int swapped = order[i];
            order[i] = order[other];
            order[other] = swapped;
        }
    }
}
