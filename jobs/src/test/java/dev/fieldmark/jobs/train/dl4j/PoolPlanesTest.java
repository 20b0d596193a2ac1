package dev.fieldmark.jobs.train.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PoolPlanesTest {
    private final float[] pooled = new float[2];
    private final byte[] choices = new byte[2];

    @Test
    void takesTheGreatestOfEachWindowAndNothingBelowZero() {
        new PoolPlanes(2, 4, 0).pool(new float[] {1, 2, -1, -2, 4, 3, -3, -0f}, pooled, choices, 0);

        assertThat(pooled).containsExactly(4, 0);
        assertThat(choices[0]).isEqualTo((byte) 2);
        assertThat(choices[1] & PoolPlanes.OFF).isEqualTo(PoolPlanes.OFF);
    }

    @Test
    void theFirstOfEqualsIsChosen() {
        new PoolPlanes(2, 4, 0).pool(new float[] {5, 5, 1, 7, 5, 5, 7, 7}, pooled, choices, 0);

        assertThat(choices).containsExactly(0, 1);
    }

    @Test
    void sendsTheGradientBackToWhereTheGreatestWas() {
        var planes = new PoolPlanes(3, 5, 0);
        planes.pool(new float[] {0, 0, 0, 9, 8, 0, 3, 0, 0, 8, 8, 8, 8, 8, 8}, pooled, choices, 0);
        float[] gradient = new float[15];
        Arrays.fill(gradient, 77);

        planes.unpool(new float[] {10, 20}, choices, 0, gradient);

        assertThat(gradient).containsExactly(0, 0, 0, 20, 0, 0, 10, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void letsNaNThrough() {
        float negativeNaN = Float.intBitsToFloat(0xffc00000);

        new PoolPlanes(2, 4, 0).pool(new float[] {1, negativeNaN, 0, 0, 0, 0, 0, Float.NaN}, pooled, choices, 0);

        assertThat(pooled).containsExactly(Float.NaN, Float.NaN);
    }

    @Test
    void dropsItsShareAndKeepsTheMean() {
        int side = 200;
        var planes = new PoolPlanes(2 * side, 2 * side, 0.3);
        float[] values = new float[side * side];
        Arrays.fill(values, 1);
        byte[] all = new byte[side * side];

        planes.drop(values, all, 0, new SplittableRandom(1).nextLong());

        long dropped = count(values, 0);
        assertThat(dropped / (double) values.length).isCloseTo(0.3, within(0.01));
        assertThat(count(values, 1 / 0.7f)).isEqualTo(values.length - dropped);
        for (int i = 0; i < values.length; i++) {
            assertThat(all[i]).isEqualTo((byte) (values[i] == 0 ? PoolPlanes.OFF : 0));
        }
    }

    @Test
    void whatWasDroppedHasNoGradientAndTheRestAGreaterOne() {
        var planes = new PoolPlanes(2, 4, 0.5);
        float[] gradient = new float[8];

        planes.unpool(new float[] {1, 1}, new byte[] {PoolPlanes.OFF + 1, 3}, 0, gradient);

        assertThat(gradient).containsExactly(0, 0, 0, 0, 0, 0, 0, 2);
    }

    private static long count(float[] values, float value) {
        int count = 0;
        for (float other : values) {
            count += other == value ? 1 : 0;
        }
        return count;
    }
}
