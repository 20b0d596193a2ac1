package dev.fieldmark.jobs.scenes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.domain.FaceBox;
import dev.fieldmark.domain.FoundFace;
import dev.fieldmark.image.GreyPicture;
import dev.fieldmark.jobs.scenes.FoundFaces.Find;
import dev.fieldmark.jobs.scenes.Scene.Placed;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FoundFacesTest {
    private static final Placed FACE = new Placed(3, FaceBox.around(50, 50, 40), 0, false);

    @Test
    void aSecondBoxOfAFaceIsAFalsePositive() {
        var scene = new Scene(new GreyPicture(100, 100, new byte[10_000]), List.of(FACE));

        List<Find> finds = FoundFaces.matched(
                scene, List.of(found(52, 40, 0.9), found(48, 40, 0.8), found(90, 20, 0.7), found(50, 90, 0.6)));

        assertThat(finds).extracting(find -> find.face().isPresent()).containsExactly(true, false, false, false);
    }

    @Test
    void theThresholdLetsSoManyFalsePositivesPass() {
        var found = new FoundFaces(10, 4, List.of(right(0.9), right(0.6), right(0.3), wrong(0.5), wrong(0.2)));

        assertThat(found.threshold(0)).isCloseTo(0.55, within(1e-9));
        assertThat(found.threshold(0.1)).isCloseTo(0.25, within(1e-9));
        assertThat(found.from(0.55).recall()).isEqualTo(0.5);
        assertThat(found.from(0.55).falsePositivesPerPhoto()).isZero();
        assertThat(found.from(0.25).recall()).isEqualTo(0.75);
        assertThat(found.from(0.25).falsePositivesPerPhoto()).isEqualTo(0.1);
    }

    @Test
    void whereNothingIsFoundTheThresholdIsHigh() {
        assertThat(new FoundFaces(3, 1, List.of(wrong(0.995))).threshold(0)).isEqualTo(0.99);
    }

    private static FoundFace found(double x, double side, double score) {
        return new FoundFace(FaceBox.around(x, 50, side), score);
    }

    private static Find right(double score) {
        return new Find(found(50, 40, score), Optional.of(FACE));
    }

    private static Find wrong(double score) {
        return new Find(found(10, 10, score), Optional.empty());
    }
}
