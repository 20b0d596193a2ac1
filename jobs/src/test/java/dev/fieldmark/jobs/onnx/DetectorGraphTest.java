package dev.fieldmark.jobs.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.jobs.train.Recipe;
import dev.fieldmark.jobs.train.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.factory.Nd4j;

class DetectorGraphTest {
    @TempDir
    Path folder;

    /** So that what was learned from scenes of 96 pixels holds in photos of any size. */
    @Test
    void aCellSaysTheSameInAPictureOfAnySize() throws IOException {
        Recipe recipe = Recipe.of(Subject.SCENES, "scanner", Map.of("width", "3", "blocks", "1"));
        var net = TinyNets.net(recipe);
        Path file = folder.resolve("model.onnx");
        DetectorGraph.write(net, 0.25, Map.of(), file);
        float[] large = noise(320 * 240);
        float[] small = new float[96 * 96];
        for (int i = 0; i < small.length; i++) {
            small[i] = large[(i / 96 + 64) * 320 + i % 96 + 128];
        }

        try (var graph = DetectorNet.open(Files.readAllBytes(file), 1)) {
            float[] ofLarge = graph.cells(large, 320, 240);
            float[] ofSmall = graph.cells(small, 96, 96);

            float[] pictures = new float[small.length];
            for (int i = 0; i < pictures.length; i++) {
                pictures[i] = (small[i] * 255 - 127.5f) / 63.75f;
            }
            float[] outputs = net.outputSingle(Nd4j.createFromArray(pictures).reshape(1, 1, 96, 96))
                    .dup('c')
                    .data()
                    .asFloat();
            assertThat(ofLarge).hasSize(4 * 80 * 60);
            for (int plane = 0; plane < 4; plane++) {
                // the middle cells, which see no border: 45 pixels around them with one block
                int cell = plane * 576 + 12 * 24 + 12;
                assertThat(ofLarge[plane * 4800 + (16 + 12) * 80 + 32 + 12]).isCloseTo(ofSmall[cell], within(1e-3f));
            }
            assertThat(ofSmall[300]).isCloseTo((float) (1 / (1 + Math.exp(0.25 - outputs[300]))), within(1e-4f));
            assertThat(ofSmall[576 + 300]).isCloseTo(16 * outputs[576 + 300], within(1e-3f));
            assertThat(ofSmall[3 * 576 + 300])
                    .isCloseTo((float) (Math.sqrt(24 * 48) * Math.exp(outputs[3 * 576 + 300])), within(1e-2f));
        }
    }

    private static float[] noise(int pixels) {
        var random = new Random(2);
        float[] picture = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            picture[i] = random.nextFloat();
        }
        return picture;
    }
}
