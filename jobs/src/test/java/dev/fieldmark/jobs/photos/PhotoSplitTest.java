package dev.fieldmark.jobs.photos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.jobs.data.Sha256;
import dev.fieldmark.jobs.data.Side;
import dev.fieldmark.jobs.data.SplitKeys;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PhotoSplitTest {
    @Test
    void joinsPhotosThatDifferInFourBitsDirectlyOrThroughOthers() {
        List<PhotoSummary> photos = List.of(
                photo(0, "a", 0b0000_0000_0000L),
                photo(0, "b", 0b0000_1111_1111L),
                photo(0, "c", 0b0000_0000_1111L),
                photo(1, "d", 0b1111_1000_0000_0000_0000L),
                photo(0, "e", -1));

        assertThat(NearDuplicates.groups(photos))
                .extracting(
                        group -> group.stream().map(PhotoSummary::name).sorted().toList())
                .containsExactly(List.of("a", "b", "c"), List.of("d"), List.of("e"));
    }

    @Test
    void givesEverySpeciesItsShareOfValidation() {
        List<PhotoSummary> photos = new ArrayList<>();
        var random = new Random(3);
        int[] sizes = {5, 10, 44, 300};
        for (int species = 0; species < sizes.length; species++) {
            for (int i = 0; i < sizes[species]; i++) {
                photos.add(photo(species, species + "/" + i, random.nextLong()));
            }
        }
        SplitKeys split = PhotoSplit.of(photos, NearDuplicates.groups(photos));

        int[] validation = new int[sizes.length];
        for (int i = 0; i < photos.size(); i++) {
            validation[photos.get(i).species()] += split.side(i, 0.2) == Side.VALIDATION ? 1 : 0;
        }
        assertThat(validation).containsExactly(1, 2, 9, 60);
    }

    @Test
    void keepsNearDuplicatesTogetherAndItsSidesWhateverTheOrder() {
        List<PhotoSummary> photos = new ArrayList<>();
        var random = new Random(4);
        for (int i = 0; i < 60; i++) {
            long looks = random.nextLong();
            photos.add(photo(i % 3, "one" + i, looks));
            if (i % 4 == 0) {
                photos.add(photo(i % 3, "twin" + i, looks ^ 0b101));
            }
        }
        Map<String, Side> expected = sides(photos, 0.3);
        for (int i = 0; i < 60; i += 4) {
            assertThat(expected.get("one" + i)).isEqualTo(expected.get("twin" + i));
        }
        Collections.shuffle(photos, random);
        assertThat(sides(photos, 0.3)).isEqualTo(expected);
        Map<String, Side> wider = sides(photos, 0.5);
        expected.forEach((name, side) -> {
            if (side == Side.VALIDATION) {
                assertThat(wider).containsEntry(name, Side.VALIDATION);
            }
        });
        assertThat(wider).isNotEqualTo(expected);
    }

    private static Map<String, Side> sides(List<PhotoSummary> photos, double validationFraction) {
        SplitKeys split = PhotoSplit.of(photos, NearDuplicates.groups(photos));
        Map<String, Side> sides = new HashMap<>();
        for (int i = 0; i < photos.size(); i++) {
            sides.put(photos.get(i).name(), split.side(i, validationFraction));
        }
        return sides;
    }

    private static PhotoSummary photo(int species, String name, long looks) {
        return new PhotoSummary(species, name, Sha256.hex(name.getBytes(StandardCharsets.UTF_8)), looks);
    }
}
