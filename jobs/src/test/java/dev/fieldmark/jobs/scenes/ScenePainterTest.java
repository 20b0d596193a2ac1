package dev.fieldmark.jobs.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.image.GreyPicture;
import dev.fieldmark.jobs.data.FaceSet;
import dev.fieldmark.jobs.scenes.DetectorDataset.SceneParts;
import dev.fieldmark.jobs.scenes.Scene.Placed;
import dev.fieldmark.jobs.train.TestFaces;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ScenePainterTest {
    private static final ScenePainter.Wanted WANTED = new ScenePainter.Wanted(96, 96, 24, 48, 2, true);

    private final SceneParts parts = new SceneParts(TestFaces.of(6, 1), List.of(grey(160, 90), grey(160, 30)));
    private final ScenePainter painter = new ScenePainter(parts, new ScenePainter.Style(true, 15, 0.4, 0.03));

    @Test
    void theSameRandomPaintsTheSameScene() {
        Scene one = painter.paint(WANTED, new int[] {1, 2}, new SplittableRandom(7));
        Scene again = painter.paint(WANTED, new int[] {1, 2}, new SplittableRandom(7));
        Scene other = painter.paint(WANTED, new int[] {1, 2}, new SplittableRandom(8));

        assertThat(again.picture().greys()).isEqualTo(one.picture().greys());
        assertThat(again.faces()).isEqualTo(one.faces());
        assertThat(other.picture().greys()).isNotEqualTo(one.picture().greys());
    }

    @Test
    void facesLieMostlyWithinAndHardlyOverlap() {
        for (int seed = 0; seed < 50; seed++) {
            List<Placed> faces = painter.paint(WANTED, new int[] {0, 1, 2}, new SplittableRandom(seed))
                    .faces();
            for (Placed face : faces) {
                assertThat(face.box().sharedArea(new FaceBox(0, 0, 96, 96)))
                        .isGreaterThan(0.6 * face.box().area());
                assertThat(faces)
                        .filteredOn(other -> other != face)
                        .allMatch(other -> other.box().overlap(face.box()) < 0.15);
            }
        }
    }

    @Test
    void aFaceIsLaidWhereItsBoxIs() {
        byte[] white = new byte[FaceSet.PIXELS];
        Arrays.fill(white, (byte) 200);
        var patch = new Patch(new GreyPicture(96, 96, white), 1, 0, 8, 1, 0.05);
        float[] scene = new float[100 * 80];

        patch.lay(new Placed(0, new FaceBox(20.5, 30.5, 30, 30), 0, false), scene, 100);

        double sum = 0;
        double x = 0;
        double y = 0;
        for (int i = 0; i < scene.length; i++) {
            sum += scene[i];
            x += scene[i] * (i % 100);
            y += scene[i] * (i / 100);
        }
        assertThat(x / sum).isCloseTo(35, within(0.01));
        assertThat(y / sum).isCloseTo(45, within(0.01));
        assertThat(scene[45 * 100 + 35]).isEqualTo(200);
        assertThat(scene[45 * 100 + 19]).isZero();
    }

    @Test
    void withoutBackgroundsThereAreNoScenes() {
        var none = new SceneParts(parts.faces(), List.of());

        assertThatThrownBy(() -> new ScenePainter(none, new ScenePainter.Style(false, 0, 0, 0)))
                .hasMessage("scenes had 6 faces and 0 backgrounds but must have at least 1 of each");
    }

    private static GreyPicture grey(int side, int grey) {
        byte[] greys = new byte[side * side];
        for (int i = 0; i < greys.length; i++) {
            greys[i] = (byte) (grey + i % 7);
        }
        return new GreyPicture(side, side, greys);
    }
}
