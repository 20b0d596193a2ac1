package dev.fieldmark.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.domain.Keypoint;
import dev.fieldmark.jobs.data.FaceSet;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private final FaceSet faces = TestFaces.of(10, 1);

    private static Recipe recipe(String... settings) {
        var all = new TreeMap<>(Map.of("batch-size", "4"));
        for (int i = 0; i < settings.length; i += 2) {
            all.put(settings[i], settings[i + 1]);
        }
        return Recipe.of("net1", all);
    }

    private static float[] picture(Batch batch, int face) {
        return Arrays.copyOfRange(batch.pictures(), face * FaceSet.PIXELS, (face + 1) * FaceSet.PIXELS);
    }

    private static float[] targets(Batch batch, int face) {
        return Arrays.copyOfRange(batch.targets(), face * FaceSet.TARGETS, (face + 1) * FaceSet.TARGETS);
    }

    @Test
    void theLastBatchIsTheRest() {
        assertThat(new FaceBatches(faces, recipe(), 1).epoch(1).map(Batch::size))
                .containsExactly(4, 4, 2);
    }

    @Test
    void anEpochHasEachFaceOnceInAnOrderOfItsOwn() {
        var batches = new FaceBatches(faces, recipe(), 1);

        List<float[]> first = batches.epoch(1).map(Batch::targets).toList();
        List<float[]> again = batches.epoch(1).map(Batch::targets).toList();
        List<float[]> second = batches.epoch(2).map(Batch::targets).toList();

        assertThat(first.get(0)).isEqualTo(again.get(0));
        assertThat(first.get(0)).isNotEqualTo(second.get(0));
        assertThat(sum(first))
                .isCloseTo(sum(batches.inOrder().map(Batch::targets).toList()), within(1e-3));
    }

    private static double sum(List<float[]> arrays) {
        double sum = 0;
        for (float[] array : arrays) {
            for (float value : array) {
                sum += value;
            }
        }
        return sum;
    }

    @Test
    void completeRowsDropThoseWithAGapAndAllRowsThoseWithoutALabel() {
        float[] targets = faces.targets().clone();
        targets[3 * FaceSet.TARGETS + 7] = Float.NaN;
        Arrays.fill(targets, 5 * FaceSet.TARGETS, 6 * FaceSet.TARGETS, Float.NaN);
        var some = new FaceSet(faces.rows(), faces.greys(), targets);

        assertThat(Rows.COMPLETE.of(some, KeypointGroup.ALL).rows())
                .hasSize(8)
                .doesNotContain(faces.rows()[3], faces.rows()[5]);
        assertThat(Rows.ALL.of(some, KeypointGroup.ALL).rows())
                .hasSize(9)
                .contains(faces.rows()[3])
                .doesNotContain(faces.rows()[5]);
        assertThat(PointHead.labelled(Rows.ALL.of(some, KeypointGroup.ALL).targets()))
                .isEqualTo(9 * 30 - 1);
    }

    @Test
    void aGroupOfPointsHasFacesOfItsOwnAndNoTargetsButItsOwn() {
        var group =
                new KeypointGroup(Set.of(Keypoint.NOSE_TIP, Keypoint.MOUTH_LEFT_CORNER, Keypoint.MOUTH_RIGHT_CORNER));
        float[] targets = faces.targets().clone();
        targets[3 * FaceSet.TARGETS + 2 * Keypoint.LEFT_EYE_CENTER.ordinal()] = Float.NaN;
        targets[5 * FaceSet.TARGETS + 2 * Keypoint.NOSE_TIP.ordinal()] = Float.NaN;
        var some = new FaceSet(faces.rows(), faces.greys(), targets);

        FaceSet complete = Rows.COMPLETE.of(some, group);

        assertThat(complete.rows()).hasSize(9).contains(faces.rows()[3]).doesNotContain(faces.rows()[5]);
        assertThat(PointHead.labelled(complete.targets())).isEqualTo(9 * 3 * 2);
        assertThat(PointHead.labelled(Rows.ALL.of(some, group).targets())).isEqualTo(10 * 3 * 2 - 1);
        assertThat(complete.targets()[2 * Keypoint.NOSE_TIP.ordinal()])
                .isEqualTo(targets[2 * Keypoint.NOSE_TIP.ordinal()]);
    }

    @Test
    void refusesAGroupWithoutThePointThatAMirrorMakesOfOne() {
        assertThatThrownBy(() -> new KeypointGroup(Set.of(Keypoint.NOSE_TIP, Keypoint.MOUTH_LEFT_CORNER)))
                .hasMessage(
                        "points were without mouth_right_corner but must have the mirror image of mouth_left_corner");
    }

    @Test
    void pixelsAreSharesOfWhiteAndTargetsAreInHalfPictures() {
        Batch batch = new FaceBatches(faces, recipe(), 1).inOrder().findFirst().orElseThrow();

        assertThat(batch.pictures()[100]).isEqualTo((faces.greys()[100] & 0xff) / 255f, within(1e-7f));
        assertThat(batch.targets()[31]).isEqualTo((faces.targets()[31] - 48) / 48, within(1e-7f));
    }

    @Test
    void standardizedPicturesHaveMeanZeroAndDeviationOne() {
        byte[] greys = faces.greys().clone();
        Arrays.fill(greys, FaceSet.PIXELS, 2 * FaceSet.PIXELS, (byte) 200);
        var withAFlatOne = new FaceSet(faces.rows(), greys, faces.targets());

        Batch batch = new FaceBatches(withAFlatOne, recipe("contrast", "standardize"), 1)
                .inOrder()
                .findFirst()
                .orElseThrow();

        double sum = 0;
        double squares = 0;
        for (float tone : picture(batch, 0)) {
            sum += tone;
            squares += tone * tone;
        }
        assertThat(sum / FaceSet.PIXELS).isCloseTo(0, within(1e-6));
        assertThat(squares / FaceSet.PIXELS).isCloseTo(1, within(1e-5));
        assertThat(picture(batch, 1)).containsOnly(0f);
    }

    @Test
    void aMirroredFaceHasItsColumnsReversedAndItsSidesSwapped() {
        Batch plain = new FaceBatches(faces, recipe(), 1).epoch(1).findFirst().orElseThrow();
        Batch flipped = new FaceBatches(faces, recipe("flip", "true"), 1)
                .epoch(1)
                .findFirst()
                .orElseThrow();
        int mirrored = 0;
        for (int face = 0; face < plain.size(); face++) {
            if (!Arrays.equals(picture(plain, face), picture(flipped, face))) {
                mirrored++;
                assertMirrored(plain, flipped, face);
            }
        }
        assertThat(mirrored).isEqualTo(2);
    }

    private static void assertMirrored(Batch plain, Batch flipped, int face) {
        float[] before = picture(plain, face);
        float[] after = picture(flipped, face);
        for (int p = 0; p < FaceSet.PIXELS; p++) {
            assertThat(after[p]).isEqualTo(before[p / 96 * 96 + 95 - p % 96]);
        }
        float[] from = targets(plain, face);
        float[] to = targets(flipped, face);
        for (Keypoint point : Keypoint.all()) {
            int left = 2 * point.ordinal();
            int right = 2 * point.mirrored().ordinal();
            assertThat(to[right]).isEqualTo(-from[left]);
            assertThat(to[right + 1]).isEqualTo(from[left + 1]);
        }
    }

    @Test
    void theSwappedColumnsAreTheTutorials() {
        int[][] pairs = {
            {0, 2}, {1, 3}, {4, 8}, {5, 9}, {6, 10}, {7, 11}, {12, 16}, {13, 17}, {14, 18}, {15, 19}, {22, 24}, {23, 25}
        };
        int[] expected = IntStream.range(0, 30).toArray();
        for (int[] pair : pairs) {
            expected[pair[0]] = pair[1];
            expected[pair[1]] = pair[0];
        }

        int[] swapped = IntStream.range(0, 30)
                .map(t -> 2 * Keypoint.all().get(t / 2).mirrored().ordinal() + t % 2)
                .toArray();

        assertThat(swapped).isEqualTo(expected);
    }
}
