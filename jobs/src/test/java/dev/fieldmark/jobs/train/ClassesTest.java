package dev.fieldmark.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ClassesTest {
    private final Classes head = new Classes(4);

    @Test
    void knowingNothingCostsTheLogarithmOfTheNumberOfSpecies() {
        assertThat(head.loss(new float[] {0, 1, 0, 0}, new float[] {7, 7, 7, 7}))
                .isCloseTo(Math.log(4), within(1e-9));
    }

    @Test
    void hugeLogitsOverflowNothing() {
        assertThat(head.loss(new float[] {1, 0, 0, 0}, new float[] {3000, 0, 0, 0}))
                .isZero();
        assertThat(head.loss(new float[] {0, 1, 0, 0}, new float[] {3000, 0, 0, 0}))
                .isEqualTo(3000);
    }

    @Test
    void slopesAreThoseOfTheMeanLossOfWeightedPhotos() {
        var random = new Random(3);
        float[] outputs = new float[8];
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = (float) random.nextGaussian();
        }
        // of weights 1.5 and 0.5
        float[] targets = {1.2f, 0.1f, 0.1f, 0.1f, 0, 0, 0.5f, 0};
        float[] slopes = head.slopes(targets, outputs);
        for (int i = 0; i < outputs.length; i++) {
            float[] more = outputs.clone();
            float[] less = outputs.clone();
            more[i] += 1e-2f;
            less[i] -= 1e-2f;
            double slope = (head.loss(targets, more) - head.loss(targets, less)) / 2e-2 / 2;
            assertThat((double) slopes[i]).as("output %s", i).isCloseTo(slope, within(1e-4));
        }
    }
}
