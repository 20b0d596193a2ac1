package dev.fieldmark.jobs.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FeatureScaleTest {
    private static float[] scaled(FeatureScale scale, float... features) {
        float[] to = new float[features.length + 1];
        scale.write(features, to, 1);
        return to;
    }

    @Test
    void photosAndMirrorImagesTogetherHaveMeanZeroAndDeviationOne() {
        var train = new FeatureSet(2, new float[][] {{1, 100}, {3, 300}}, new float[][] {{1, 100}, {3, 300}});
        FeatureScale scale = FeatureScale.of(train);
        assertThat(scale.mean()).containsExactly(2, 200);
        assertThat(scaled(scale, 3, 100))
                .as("the first is far below a tenth of all")
                .startsWith(0);
        assertThat(scaled(scale, 3, 100)[2]).isCloseTo(-1, within(1e-6f));
    }

    @Test
    void aFeatureThatNeverDiffersIsNoReasonToShout() {
        var train = new FeatureSet(2, new float[][] {{0, -1}, {0, 1}}, new float[][] {{0, -1}, {0, 1}});
        float[] seen = scaled(FeatureScale.of(train), 0.1f, 0);
        assertThat(seen[1]).isCloseTo(0.1f / (float) (0.1 * Math.sqrt(0.5)), within(1e-5f));
        var same = new FeatureSet(1, new float[][] {{5}}, new float[][] {{5}});
        assertThat(scaled(FeatureScale.of(same), 7)[1]).isEqualTo(2);
    }
}
