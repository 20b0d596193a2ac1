package dev.fieldmark.jobs.species;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.domain.AnswerThresholds;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelledAnswersTest {
    private static final LabelledAnswers ANSWERS = new LabelledAnswers(
            new float[][] {{0.75f, 0.15f, 0.1f}, {0.75f, 0.2f, 0.05f}, {0.1f, 0.25f, 0.65f}, {0.45f, 0.35f, 0.2f}},
            new int[] {0, 1, 2, 2});

    @Test
    void countsTheLikeliestAndTheTwoLikeliest() {
        assertThat(ANSWERS.top(1)).isEqualTo(0.5);
        assertThat(ANSWERS.top(2)).isEqualTo(0.75);
    }

    @Test
    void calibrationErrorIsTheMeanDistanceOfWhatIsSaidFromWhatIs() {
        // two at 0.75 of which one is right; one at 0.65, right; one at 0.45, wrong
        assertThat(ANSWERS.expectedCalibrationError()).isCloseTo((0.5 + 0.35 + 0.45) / 4, within(1e-6));
    }

    @Test
    void theTemperatureOfAnOverconfidentNetIsFoundAgain() {
        var random = new Random(5);
        int photos = 4000;
        float[][] logits = new float[photos][3];
        int[] labels = new int[photos];
        for (int photo = 0; photo < photos; photo++) {
            double[] shares = new double[3];
            double sum = 0;
            for (int i = 0; i < 3; i++) {
                shares[i] = Math.exp(random.nextGaussian());
                sum += shares[i];
            }
            double drawn = random.nextDouble() * sum;
            labels[photo] = drawn < shares[0] ? 0 : drawn < shares[0] + shares[1] ? 1 : 2;
            double sharp = 0;
            for (int i = 0; i < 3; i++) {
                sharp += Math.pow(shares[i], 3);
            }
            for (int i = 0; i < 3; i++) {
                logits[photo][i] = (float) (Math.pow(shares[i], 3) / sharp);
            }
        }
        var sharpened = new LabelledAnswers(logits, labels);
        assertThat(Temperature.fit(sharpened)).isCloseTo(3, within(0.2));
        int[] halves = IntStream.range(0, photos).map(photo -> photo % 2).toArray();
        assertThat(sharpened.expectedCalibrationError()).isGreaterThan(0.1);
        assertThat(Temperature.crossFitted(sharpened, halves).expectedCalibrationError())
                .isLessThan(0.03);
    }

    @Test
    void aurocIsHowOftenTheGroupsScoreIsHigher() {
        assertThat(Auroc.of(new float[] {3, 1}, new float[] {2, 0})).isEqualTo(0.75);
        assertThat(Auroc.of(new float[] {1}, new float[] {1})).isEqualTo(0.5);
    }

    @Test
    void thresholdsKeepAnswersAsRightAsWanted() {
        int photos = 100;
        float[][] probabilities = new float[photos][];
        int[] labels = new int[photos];
        float[] scores = new float[photos];
        for (int photo = 0; photo < photos; photo++) {
            // from 0.5 to 0.995: right above 0.7, wrong below, where the genus is right
            float confidence = 0.5f + photo / 200f;
            probabilities[photo] = new float[] {confidence, 0.98f * (1 - confidence), 0.02f * (1 - confidence)};
            labels[photo] = confidence >= 0.7f ? 0 : 1;
            scores[photo] = photo;
        }
        AnswerThresholds thresholds = ThresholdFit.of(
                new LabelledAnswers(probabilities, labels),
                scores,
                new float[0],
                List.of("Vanessa", "Vanessa", "Pieris"));
        // 60 right ones and 6 wrong ones are 91%
        assertThat(thresholds.species()).isCloseTo(0.67, within(0.011));
        assertThat(thresholds.genus()).isCloseTo(0.99, within(0.011));
        assertThat(thresholds.group()).isEqualTo(5);
        var negatives = new float[] {-5, -4, 2, 2, 2, 90};
        assertThat(ThresholdFit.of(
                                new LabelledAnswers(probabilities, labels), scores, negatives, List.of("A", "A", "B"))
                        .group())
                .as("between the scores that keep the group and those of the negatives but one")
                .isEqualTo(2.5);
    }
}
