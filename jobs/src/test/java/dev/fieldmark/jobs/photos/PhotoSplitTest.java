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
    void joinsPhotosThatDifferInFewBitsDirectlyOrThroughOthers() {
        List<PhotoSummary> photos = List.of(
                photo(0, "a", bits(0)),
                photo(0, "b", bits(-1)),
                photo(0, "c", bits(0xffff_ffffL)),
                photo(1, "d", new DifferenceHash(0, 0, 0x1_ffff_ffffL, 0)),
                photo(0, "e", new DifferenceHash(-1, -1, -1, -1)));

        assertThat(NearDuplicates.groups(photos))
                .extracting(
                        group -> group.stream().map(PhotoSummary::name).sorted().toList())
                .containsExactly(List.of("a", "b", "c"), List.of("d"), List.of("e"));
    }

    @Test
    void givesEverySpeciesAndThoseOfNoneTheirShareOfValidation() {
        List<PhotoSummary> photos = new ArrayList<>();
        var random = new Random(3);
        int[] sizes = {5, 10, 44, 300};
        for (int species = 0; species < sizes.length; species++) {
            for (int i = 0; i < sizes[species]; i++) {
                photos.add(photo(
                        species < sizes.length - 1 ? new Shown.Species(species) : Shown.NOTHING,
                        species + "/" + i,
                        random(random)));
            }
        }
        SplitKeys split = PhotoSplit.of(photos, NearDuplicates.groups(photos));

        int[] validation = new int[sizes.length];
        for (int i = 0; i < photos.size(); i++) {
            int group = photos.get(i).shows() instanceof Shown.Species species ? species.place() : sizes.length - 1;
            validation[group] += split.side(i, 0.2) == Side.VALIDATION ? 1 : 0;
        }
        assertThat(validation).containsExactly(1, 2, 9, 60);
    }

    @Test
    void keepsNearDuplicatesTogetherAndItsSidesWhateverTheOrder() {
        List<PhotoSummary> photos = new ArrayList<>();
        var random = new Random(4);
        for (int i = 0; i < 60; i++) {
            DifferenceHash looks = random(random);
            photos.add(photo(i % 3, "one" + i, looks));
            if (i % 4 == 0) {
                photos.add(photo(
                        i % 3,
                        "twin" + i,
                        new DifferenceHash(
                                looks.first() ^ 0b101, looks.second(), looks.third() ^ 0xff, looks.fourth())));
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

    private static PhotoSummary photo(int species, String name, DifferenceHash looks) {
        return photo(new Shown.Species(species), name, looks);
    }

    private static PhotoSummary photo(Shown shows, String name, DifferenceHash looks) {
        return new PhotoSummary(shows, name, Sha256.hex(name.getBytes(StandardCharsets.UTF_8)), looks);
    }

    private static DifferenceHash bits(long second) {
        return new DifferenceHash(0, second, 0, 0);
    }

    private static DifferenceHash random(Random random) {
        return new DifferenceHash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }
}
