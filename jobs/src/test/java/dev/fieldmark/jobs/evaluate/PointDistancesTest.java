package dev.fieldmark.jobs.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.domain.KeypointErrors;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.draw.ErrorBars;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PointDistancesTest {
    private static final int NOSE = 20;

    @Test
    void measuresTheDistancesOfThePointsThatAreLabelled() {
        // of twenty faces face i has its nose 3 i to the right and 4 i below the prediction
        int faces = 20;
        float[] targets = new float[faces * FaceSet.TARGETS];
        Arrays.fill(targets, Float.NaN);
        for (int i = 0; i < faces; i++) {
            targets[i * FaceSet.TARGETS + NOSE] = 10 + 3 * i;
            targets[i * FaceSet.TARGETS + NOSE + 1] = 10 + 4 * i;
            // half a label is none
            targets[i * FaceSet.TARGETS] = 5;
        }

        List<ErrorBars.Bar> bars = PointDistances.bars(evaluation(faces, targets));

        assertThat(bars).singleElement().satisfies(bar -> {
            assertThat(bar.name()).isEqualTo("nose tip");
            assertThat(bar.group()).isEqualTo("Nose");
            assertThat(bar.faces()).isEqualTo(20);
            assertThat(bar.meanPixels()).isCloseTo(47.5, within(1e-6));
            assertThat(bar.medianPixels()).isCloseTo(45, within(1e-6));
            assertThat(bar.p95Pixels()).isCloseTo(90, within(1e-6));
        });
    }

    @Test
    void goesFromTheEyebrowsDownToTheMouth() {
        List<ErrorBars.Bar> bars = PointDistances.bars(evaluation(1, new float[FaceSet.TARGETS]));

        assertThat(bars).hasSize(15);
        assertThat(bars.stream().map(ErrorBars.Bar::group).distinct())
                .containsExactly("Eyebrows", "Eyes", "Nose", "Mouth");
        assertThat(bars).extracting(ErrorBars.Bar::name).doesNotHaveDuplicates();
    }

    private static Evaluation evaluation(int faces, float[] targets) {
        float[][] keypoints = new float[faces][FaceSet.TARGETS];
        for (float[] points : keypoints) {
            Arrays.fill(points, 10);
        }
        var set = new FaceSet(IntStream.rangeClosed(1, faces).toArray(), new byte[faces * FaceSet.PIXELS], targets);
        var errors = KeypointErrors.of(keypoints, targets);
        return new Evaluation(set, keypoints, errors, errors);
    }
}
