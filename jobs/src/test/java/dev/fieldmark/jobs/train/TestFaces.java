package dev.fieldmark.jobs.train;

import dev.fieldmark.jobs.data.FaceSet;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** Faces drawn for tests: a bright blob on noise, all thirty targets moving with it. */
public final class TestFaces {
    private static final int SIDE = FaceSet.SIDE;

    private TestFaces() {}

    /** This many complete faces, the same for the same seed. */
    public static FaceSet of(int count, long seed) {
        var random = new SplittableRandom(seed);
        byte[] greys = new byte[count * FaceSet.PIXELS];
        float[] targets = new float[count * FaceSet.TARGETS];
        for (int face = 0; face < count; face++) {
            int x = random.nextInt(24, 72);
            int y = random.nextInt(24, 72);
            for (int p = 0; p < FaceSet.PIXELS; p++) {
                double distance = Math.hypot(p % SIDE - x, p / SIDE - y);
                greys[face * FaceSet.PIXELS + p] = (byte) (random.nextInt(40) + 180 * Math.exp(-distance / 12));
            }
            for (int t = 0; t < FaceSet.TARGETS; t += 2) {
                targets[face * FaceSet.TARGETS + t] = x + t / 2f - 7;
                targets[face * FaceSet.TARGETS + t + 1] = y - t / 2f + 7;
            }
        }
        return new FaceSet(IntStream.rangeClosed(1, count).toArray(), greys, targets);
    }
}
