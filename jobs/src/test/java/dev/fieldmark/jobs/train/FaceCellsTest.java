package dev.fieldmark.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.domain.FaceBox;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FaceCellsTest {
    private static final int CELLS = FaceCells.CELLS;

    private final FaceCells head = new FaceCells();

    @Test
    void theCellsAroundTheMiddleAreTheFaceAndTellWhereItIs() {
        float[] targets = FaceCells.targets(List.of(FaceBox.around(41.5, 53.5, 32)));

        // cell (10, 13) has its middle at (41.5, 53.5)
        int middle = 13 * 24 + 10;
        assertThat(targets[middle]).isEqualTo(1);
        assertThat(targets[CELLS + middle]).isZero();
        assertThat(targets[middle + 1]).isEqualTo(1);
        assertThat(targets[CELLS + middle + 1]).isEqualTo(-4 / 16f);
        assertThat(targets[2 * CELLS + middle - 24]).isEqualTo(4 / 16f);
        assertThat(targets[3 * CELLS + middle]).isCloseTo((float) Math.log(32 / Math.sqrt(24 * 48)), within(1e-6f));
        assertThat(targets[middle + 2]).as("neither, 8 pixels away").isNaN();
        assertThat(targets[middle + 4]).as("none's, 16 pixels away").isZero();
        assertThat(targets[CELLS + middle + 4]).isNaN();
        assertThat(head.counted(targets)).isEqualTo(9);
    }

    @Test
    void aSceneWithoutFacesIsAllNothing() {
        float[] targets = FaceCells.targets(List.of());

        assertThat(targets).startsWith(new float[CELLS]);
        assertThat(head.counted(targets)).isZero();
        assertThat(head.slopes(targets, new float[targets.length])).doesNotContain(Float.NaN);
    }

    @Test
    void slopesAreThoseOfTheLoss() {
        float[] targets = FaceCells.targets(List.of(FaceBox.around(40, 50, 30), FaceBox.around(10, 10, 45)));
        float[] outputs = new float[targets.length];
        var random = new Random(3);
        for (int i = 0; i < outputs.length; i++) {
            outputs[i] = 4 * random.nextFloat() - 2;
        }
        float[] slopes = head.slopes(targets, outputs);
        float step = 1f / 1024;
        for (int i = 0; i < outputs.length; i += 7) {
            float before = outputs[i];
            outputs[i] = before + step;
            double more = head.loss(targets, outputs);
            outputs[i] = before - step;
            double less = head.loss(targets, outputs);
            outputs[i] = before;
            assertThat(slopes[i])
                    .isCloseTo((float) ((more - less) / (2 * step) / head.counted(targets)), within(3e-4f));
        }
    }

    @Test
    void surenessHasNoLimit() {
        float[] targets = FaceCells.targets(List.of(FaceBox.around(40, 50, 30)));
        float[] outputs = new float[targets.length];
        for (int i = 0; i < CELLS; i++) {
            outputs[i] = i % 2 == 0 ? 1000 : -1000;
        }

        assertThat(head.loss(targets, outputs)).isFinite().isPositive();
        for (float slope : head.slopes(targets, outputs)) {
            assertThat(slope).isFinite();
        }
    }
}
