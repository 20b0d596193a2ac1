package dev.fieldmark.jobs.train;

import dev.fieldmark.detect.Cells;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.scenes.DetectorDataset;
import dev.fieldmark.jobs.scenes.DetectorDataset.SceneParts;
import dev.fieldmark.jobs.scenes.Scene;
import dev.fieldmark.jobs.scenes.ScenePainter;
import java.io.IOException;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * Paints scenes, as many an epoch as there are faces, each face in one of them or in none: three quarters of the scenes
 * have a face or two. The scenes that validate are the same at each call.
 */
public final class SceneBatches implements Batches {
    /** The sample that a net sees as 0, and how many samples it sees as 1. */
    public static final float MIDDLE = PhotoBatches.MIDDLE;

    public static final float UNIT = PhotoBatches.UNIT;

    /** A little over an octave, so that between two sizes of a photo no face is lost. */
    private static final double BEYOND = 1.15;

    private static final ScenePainter.Wanted WANTED = new ScenePainter.Wanted(
            Subject.Scenes.SIDE, Subject.Scenes.SIDE, Cells.LEAST_SIDE / BEYOND, Cells.MOST_SIDE * BEYOND, 2, true);

    private static final int SHUFFLE = 1;
    private static final int PAINT = 7;

    private final SceneParts parts;
    private final ScenePainter painter;
    private final int batchSize;
    private final long seed;

    public SceneBatches(SceneParts parts, Recipe recipe, long seed) {
        Lesson.Scenes lesson = recipe.scenes();
        this.parts = parts;
        this.painter = new ScenePainter(
                parts, new ScenePainter.Style(lesson.flip(), lesson.rotation(), lesson.light(), lesson.noise()));
        this.batchSize = recipe.learning().batchSize();
        this.seed = seed;
    }

    /** Those of one side of a plan's dataset. */
    public static SceneBatches of(TrainingPlan plan, Side side) throws IOException {
        SceneParts parts = DetectorDataset.open(plan.dataset()).parts(side, plan.validationFraction());
        if (parts.isEmpty()) {
            throw new IllegalArgumentException(plan.dataset() + ": the "
                    + (side == Side.TRAIN ? "training" : "validation") + " side had "
                    + parts.faces().size()
                    + " faces and " + parts.backgrounds().size()
                    + " photos without but must have at least 1 of each");
        }
        return new SceneBatches(parts, plan.recipe(), plan.seed());
    }

    @Override
    public int size() {
        return parts.faces().size();
    }

    @Override
    public String checksum() {
        var checksum = new CRC32C();
        checksum.update(parts.faces().greys());
        parts.backgrounds().forEach(photo -> checksum.update(photo.greys()));
        return Long.toHexString(checksum.getValue());
    }

    @Override
    public Stream<Batch> epoch(int epoch) {
        int[] order = IntStream.range(0, size()).toArray();
        Batches.shuffle(order, order.length, new SplittableRandom(Seeds.mix(seed, SHUFFLE, epoch)));
        return batches(order, Seeds.mix(seed, PAINT, epoch));
    }

    @Override
    public Stream<Batch> inOrder() {
        return batches(IntStream.range(0, size()).toArray(), PAINT);
    }

    private Stream<Batch> batches(int[] order, long paintSeed) {
        return Batches.starts(size(), batchSize)
                .mapToObj(start -> batch(order, start, new SplittableRandom(Seeds.mix(paintSeed, start))));
    }

    private Batch batch(int[] order, int start, SplittableRandom random) {
        int size = Math.min(batchSize, order.length - start);
        int samples = Subject.SCENES.samples();
        float[] pictures = new float[size * samples];
        float[] targets = new float[size * Subject.SCENES.targets()];
        for (int i = 0; i < size; i++) {
            Scene scene = scene(order[start + i], random.split());
            byte[] greys = scene.picture().greys();
            for (int j = 0; j < samples; j++) {
                pictures[i * samples + j] = ((greys[j] & 0xff) - MIDDLE) / UNIT;
            }
            float[] wanted = FaceCells.targets(
                    scene.faces().stream().map(Scene.Placed::box).toList());
            System.arraycopy(wanted, 0, targets, i * wanted.length, wanted.length);
        }
        return new Batch(size, pictures, targets);
    }

    private Scene scene(int face, SplittableRandom random) {
        double kind = random.nextDouble();
        if (kind < 0.2) {
            return painter.continued(WANTED, face, random);
        }
        int[] faces =
                kind < 0.4 ? new int[0] : kind < 0.75 ? new int[] {face} : new int[] {face, random.nextInt(size())};
        return painter.paint(WANTED, faces, random);
    }
}
