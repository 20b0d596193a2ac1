package dev.fieldmark.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.fieldmark.jobs.photos.Negatives;
import dev.fieldmark.jobs.photos.PhotoSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PhotoBatchesTest {
    private static final int SIDE = 32;
    private static final Map<String, String> UNCHANGED = Map.ofEntries(
            Map.entry("flip", "false"),
            Map.entry("crop", "1"),
            Map.entry("stretch", "0"),
            Map.entry("rotation", "0"),
            Map.entry("light", "0"),
            Map.entry("colour", "0"),
            Map.entry("cutout", "0"),
            Map.entry("mixup", "0"),
            Map.entry("label-smoothing", "0"),
            Map.entry("class-balance", "0"),
            Map.entry("batch-size", "4"));

    private static PhotoSet photos(int... labels) {
        var random = new Random(1);
        byte[][] pixels = new byte[labels.length][3 * SIDE * SIDE];
        for (byte[] photo : pixels) {
            random.nextBytes(photo);
        }
        return new PhotoSet(
                SIDE,
                pixels,
                labels,
                IntStream.range(0, labels.length).mapToObj(String::valueOf).toList());
    }

    private static PhotoBatches batches(PhotoSet photos, String... changes) {
        return withNegatives(photos, Negatives.none(SIDE), changes);
    }

    private static PhotoBatches withNegatives(PhotoSet photos, Negatives negatives, String... changes) {
        var settings = new TreeMap<>(UNCHANGED);
        for (int i = 0; i < changes.length; i += 2) {
            settings.put(changes[i], changes[i + 1]);
        }
        return new PhotoBatches(photos, negatives, Recipe.of(new Subject.Photos(SIDE, 3), "residual", settings), 7);
    }

    private static List<Float> sums(Batch batch) {
        var sums = new ArrayList<Float>();
        for (int i = 0; i < batch.size(); i++) {
            sums.add(batch.targets()[3 * i] + batch.targets()[3 * i + 1] + batch.targets()[3 * i + 2]);
        }
        return sums;
    }

    @Test
    void validationSeesEveryPhotoAsItIs() {
        PhotoSet photos = photos(0, 1, 2, 0, 1);
        List<Batch> batches = batches(photos, "crop", "0.3", "mixup", "1", "label-smoothing", "0.1")
                .inOrder()
                .toList();
        assertThat(batches).extracting(Batch::size).containsExactly(4, 1);
        assertThat(batches.get(0).targets()).startsWith(1, 0, 0, 0, 1, 0, 0, 0, 1);
        float[] pictures = batches.get(1).pictures();
        for (int i = 0; i < pictures.length; i++) {
            assertThat(pictures[i]).isEqualTo((Byte.toUnsignedInt(photos.pixels()[4][i]) - 127.5f) / 63.75f);
        }
    }

    @Test
    void withoutAugmentationAnEpochIsThePhotosShuffled() {
        PhotoSet photos = photos(0, 1, 2, 0);
        Batch shuffled = batches(photos).epoch(1).findFirst().orElseThrow();
        Batch inOrder = batches(photos).inOrder().findFirst().orElseThrow();
        assertThat(shuffled.pictures()).isNotEqualTo(inOrder.pictures());
        float[] one = shuffled.pictures().clone();
        float[] other = inOrder.pictures().clone();
        java.util.Arrays.sort(one);
        java.util.Arrays.sort(other);
        assertThat(one).containsExactly(other, org.assertj.core.data.Offset.offset(1e-4f));
    }

    /** Of 8 photos of the group an epoch has 2 negatives; half the weight of 8 on these two is 2 for each. */
    @Test
    void anEpochHasANegativeForFourPhotosWhoseTargetsAreEven() {
        PhotoSet photos = photos(0, 1, 2, 0, 1, 2, 0, 1);
        var black = new Negatives(SIDE, new byte[][] {new byte[3 * SIDE * SIDE]});
        for (int epoch = 1; epoch < 4; epoch++) {
            List<Batch> batches =
                    withNegatives(photos, black, "mixup", "1").epoch(epoch).toList();
            assertThat(batches).extracting(Batch::size).containsExactly(4, 4, 2);
            int negatives = 0;
            for (Batch batch : batches) {
                for (int i = 0; i < batch.size(); i++) {
                    if (batch.pictures()[3 * SIDE * SIDE * i] == -2
                            && sums(batch).get(i) > 1.5f) {
                        assertThat(java.util.Arrays.copyOfRange(batch.targets(), 3 * i, 3 * i + 3))
                                .containsExactly(
                                        new float[] {2 / 3f, 2 / 3f, 2 / 3f},
                                        org.assertj.core.data.Offset.offset(1e-6f));
                        negatives++;
                    }
                }
            }
            assertThat(negatives).isEqualTo(2);
        }
    }

    @Test
    void negativesNeverValidateAndAreLeftOutAtWeightZero() {
        PhotoSet photos = photos(0, 1, 2, 0);
        var black = new Negatives(SIDE, new byte[3][3 * SIDE * SIDE]);
        assertThat(withNegatives(photos, black).inOrder().mapToInt(Batch::size).sum())
                .isEqualTo(4);
        PhotoBatches without = withNegatives(photos, black, "negatives-weight", "0");
        assertThat(without.epoch(1).findFirst().orElseThrow().targets())
                .isEqualTo(batches(photos).epoch(1).findFirst().orElseThrow().targets());
        assertThat(without.checksum()).isEqualTo(batches(photos).checksum());
        assertThat(withNegatives(photos, black).checksum()).isNotEqualTo(without.checksum());
    }

    @Test
    void anEpochIsTheSameAtEachCallAndUnlikeTheNext() {
        String[] changes = {
            "crop", "0.3", "flip", "true", "rotation", "15", "light", "0.3", "mixup", "0.2", "cutout", "0.3"
        };
        Batch first = batches(photos(0, 1, 2, 0), changes).epoch(1).findFirst().orElseThrow();
        assertThat(first.pictures())
                .isEqualTo(batches(photos(0, 1, 2, 0), changes)
                        .epoch(1)
                        .findFirst()
                        .orElseThrow()
                        .pictures())
                .isNotEqualTo(batches(photos(0, 1, 2, 0), changes)
                        .epoch(2)
                        .findFirst()
                        .orElseThrow()
                        .pictures())
                .doesNotContain(Float.NaN);
    }

    @Test
    void smoothedAndMixedTargetsStillAddUpToOne() {
        batches(photos(0, 1, 2, 0, 1, 2), "label-smoothing", "0.1", "mixup", "0.5")
                .epoch(1)
                .forEach(batch -> assertThat(sums(batch))
                        .allSatisfy(sum -> assertThat(sum).isCloseTo(1, within(1e-5f))));
    }

    @Test
    void balancedSpeciesWeighAlikeHoweverManyPhotosTheyHave() {
        double[] weights = new double[3];
        batches(photos(0, 0, 0, 0, 1, 2), "class-balance", "1").epoch(1).forEach(batch -> {
            for (int i = 0; i < batch.targets().length; i++) {
                weights[i % 3] += batch.targets()[i];
            }
        });
        assertThat(weights).containsExactly(new double[] {2, 2, 2}, within(1e-5));
    }

    @Test
    void photosOfAnotherSideAreRefused() {
        Recipe recipe = Recipe.of(new Subject.Photos(64, 3), "residual", Map.of());
        assertThatThrownBy(() -> new PhotoBatches(photos(0), recipe, 1))
                .hasMessage("side of the photos was 32 but must be 64");
    }
}
