package dev.fieldmark.bench.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.train.Learning.Updater;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The core of {@code bench learn} in seconds: tiny nets on blots that stand where the targets say. */
class LearnsAsPyTorchTest {
    private static final int FACES = 40;
    private static final int BATCH = 16;
    private static final int UPDATES = 30;

    @ParameterizedTest
    @CsvSource({"NESTEROVS, false", "NESTEROVS, true", "ADAM, false", "ADAM, true"})
    void followsTheLossOfPyTorch(Updater updater, boolean batchNorm) {
        Outcome outcome = tiny(updater, batchNorm).learn(blots(), UPDATES, (lesson, update) -> {});

        assertThat(outcome.last().pytorch()).isLessThan(outcome.first().pytorch());
        assertThat(outcome.maxDifference()).isLessThan(Outcome.TOLERANCE);
    }

    private static Lesson tiny(Updater updater, boolean batchNorm) {
        return Lesson.of(
                "tiny",
                "net6",
                updater,
                updater == Updater.ADAM ? 0.001 : 0.01,
                BATCH,
                Map.of(
                        "batch-norm",
                        String.valueOf(batchNorm),
                        "filters1",
                        "4",
                        "filters2",
                        "8",
                        "filters3",
                        "8",
                        "dense-units",
                        "32"));
    }

    private static FaceSet blots() {
        var random = new SplittableRandom(7);
        byte[] greys = new byte[FACES * FaceSet.PIXELS];
        float[] targets = new float[FACES * FaceSet.TARGETS];
        random.nextBytes(greys);
        for (int face = 0; face < FACES; face++) {
            int x = random.nextInt(8, 88);
            int y = random.nextInt(8, 88);
            for (int pixel = 0; pixel < 256; pixel++) {
                int row = y - 8 + pixel / 16;
                int column = x - 8 + pixel % 16;
                greys[face * FaceSet.PIXELS + row * FaceSet.SIDE + column] = (byte) 255;
            }
            for (int target = 0; target < FaceSet.TARGETS; target++) {
                targets[face * FaceSet.TARGETS + target] = target % 2 == 0 ? x : y;
            }
        }
        return new FaceSet(IntStream.rangeClosed(1, FACES).toArray(), greys, targets);
    }
}
