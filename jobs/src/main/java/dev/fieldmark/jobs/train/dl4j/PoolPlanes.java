package dev.fieldmark.jobs.train.dl4j;

import java.util.Arrays;

/**
 * Relu, 2x2 max pool with stride 2 and dropout over one plane of values, forth and back, on arrays. An odd last row or
 * column is dropped. One choice a pooled value: 0 to 3, which of the window's four (row by row) was the greatest, plus
 * {@value #OFF} where nothing flows back: relu or dropout made it 0. Without branches, since a processor can't guess
 * them.
 */
final class PoolPlanes {
    static final int OFF = 4;

    private final int height;
    private final int width;
    private final double dropout;

    PoolPlanes(int height, int width, double dropout) {
        this.height = height;
        this.width = width;
        this.dropout = dropout;
    }

    int size() {
        return height * width;
    }

    int pooledSize() {
        return (height / 2) * (width / 2);
    }

    /** Pools a plane; writes as many choices from the offset on. NaN goes through. */
    void pool(float[] plane, float[] pooled, byte[] choices, int offset) {
        int pooledWidth = width / 2;
        for (int row = 0; row < height / 2; row++) {
            int from = 2 * row * width;
            int to = row * pooledWidth;
            for (int column = 0; column < pooledWidth; column++) {
                int at = from + 2 * column;
                float a = plane[at];
                float b = plane[at + 1];
                float c = plane[at + width];
                float d = plane[at + width + 1];
                float greatest = Math.max(Math.max(Math.max(a, b), Math.max(c, d)), 0f);
                int bits = Float.floatToRawIntBits(greatest);
                int notA = differ(Float.floatToRawIntBits(a), bits);
                int notB = notA & differ(Float.floatToRawIntBits(b), bits);
                int notC = notB & differ(Float.floatToRawIntBits(c), bits);
                int off = (bits - 1) >>> 31;
                pooled[to + column] = greatest;
                choices[offset + to + column] = (byte) (notA + notB + notC + OFF * off);
            }
        }
    }

    /** Drops pooled values as this seed has it; those that stay grow, so that the expected sum is the same. */
    void drop(float[] pooled, byte[] choices, int offset, long seed) {
        float scale = scale();
        int threshold = (int) (dropout * (1 << 24));
        int base = (int) seed;
        for (int i = 0; i < pooled.length; i++) {
            int gone = ((hash(base + i) >>> 8) - threshold) >> 31;
            pooled[i] = Float.intBitsToFloat(Float.floatToRawIntBits(pooled[i] * scale) & ~gone);
            choices[offset + i] |= (byte) (gone & OFF);
        }
    }

    /** The way back: each pooled value's gradient goes to the value that was chosen; the others get 0. */
    void unpool(float[] pooledGradient, byte[] choices, int offset, float[] gradient) {
        int pooledWidth = width / 2;
        float scale = scale();
        Arrays.fill(gradient, 0);
        for (int row = 0; row < height / 2; row++) {
            int from = row * pooledWidth;
            int to = 2 * row * width;
            for (int column = 0; column < pooledWidth; column++) {
                int choice = choices[offset + from + column];
                int on = (choice >> 2) - 1;
                int at = to + 2 * column + (choice & 1) + ((choice >> 1) & 1) * width;
                gradient[at] =
                        Float.intBitsToFloat(Float.floatToRawIntBits(pooledGradient[from + column] * scale) & on);
            }
        }
    }

    private float scale() {
        return (float) (1 / (1 - dropout));
    }

    /** 1 where the bits differ, else 0. */
    private static int differ(int one, int other) {
        int difference = one ^ other;
        return (difference | -difference) >>> 31;
    }

    /** A number's bits, mixed: Wellons' lowbias32 (2018). */
    private static int hash(int number) {
        int a = (number ^ (number >>> 16)) * 0x7feb352d;
        int b = (a ^ (a >>> 15)) * 0x846ca68b;
        return b ^ (b >>> 16);
    }
}
