package dev.fieldmark.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class KeypointTest {
    @Test
    void columnsAreKagglesInItsOrder() {
        assertThat(Keypoint.columns())
                .hasSize(30)
                .startsWith("left_eye_center_x", "left_eye_center_y", "right_eye_center_x")
                .endsWith("mouth_center_bottom_lip_x", "mouth_center_bottom_lip_y");
    }

    @Test
    void mirroringSwapsTheColumnsThatTheTutorialSwaps() {
        List<List<Integer>> pairs = List.of(
                List.of(0, 2), List.of(4, 8), List.of(6, 10), List.of(12, 16), List.of(14, 18), List.of(22, 24));
        for (List<Integer> pair : pairs) {
            Keypoint first = Keypoint.all().get(pair.get(0) / 2);
            assertThat(first.mirrored().ordinal() * 2).isEqualTo(pair.get(1));
            assertThat(first.mirrored().mirrored()).isEqualTo(first);
        }
        assertThat(Keypoint.NOSE_TIP.mirrored()).isEqualTo(Keypoint.NOSE_TIP);
    }
}
