package dev.fieldmark.jobs.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SplitKeysTest {
    @TempDir
    Path folder;

    /** Defect 6 of the ancestor: a subset that was shuffled anew mixed the sides. */
    @Test
    void keepsAPictureOnItsSideInWhateverSubset() {
        Random random = new Random(3);
        long[] pictures = random.longs(2000)
                .map(hash -> hash % 700)
                .map(SplitKeysTest::spread)
                .toArray();
        SplitKeys all = SplitKeys.of(pictures);
        for (int subset = 0; subset < 20; subset++) {
            int[] rows = IntStream.range(0, pictures.length)
                    .filter(row -> random.nextBoolean())
                    .toArray();
            SplitKeys some = SplitKeys.of(
                    IntStream.of(rows).mapToLong(row -> pictures[row]).toArray());
            for (int i = 0; i < rows.length; i++) {
                assertThat(some.side(i, 0.2)).isEqualTo(all.side(rows[i], 0.2));
            }
        }
    }

    @Test
    void keepsAPersonOnItsSideInWhateverSubset() {
        Random random = new Random(4);
        long[] pictures = random.longs(900).toArray();
        List<String> people =
                IntStream.range(0, 900).mapToObj(i -> "p" + random.nextInt(60)).toList();
        SplitKeys all = SplitKeys.of(pictures, people);
        int[] rows = IntStream.range(0, 900).filter(row -> random.nextBoolean()).toArray();
        SplitKeys some = SplitKeys.of(
                IntStream.of(rows).mapToLong(row -> pictures[row]).toArray(),
                IntStream.of(rows).mapToObj(people::get).toList());
        for (int i = 0; i < rows.length; i++) {
            assertThat(some.side(i, 0.3)).isEqualTo(all.side(rows[i], 0.3));
        }
    }

    @Test
    void joinsGroupsThatShareAPictureThroughOthers() {
        long[] pictures = {1, 2, 2, 3, 3, 4, 9};
        List<String> groups = List.of("a", "a", "b", "b", "c", "c", "d");
        SplitKeys split = SplitKeys.of(pictures, groups);
        for (double fraction = 0.01; fraction < 1; fraction += 0.01) {
            for (int row = 1; row < 6; row++) {
                assertThat(split.side(row, fraction)).isEqualTo(split.side(0, fraction));
            }
        }
        boolean apart = IntStream.range(1, 100)
                .anyMatch(percent -> split.side(6, percent / 100.0) != split.side(0, percent / 100.0));
        assertThat(apart).isTrue();
    }

    @Test
    void halvesThePeopleOfEachSide() {
        Random random = new Random(6);
        List<String> people = IntStream.range(0, 6_000)
                .mapToObj(i -> "p" + random.nextInt(2_000))
                .toList();
        SplitKeys split = SplitKeys.of(random.longs(6_000).toArray(), people);
        var halves = new HashMap<String, Integer>();
        var sides = new HashMap<String, Side>();
        for (int row = 0; row < 6_000; row++) {
            int half = split.half(row);
            assertThat(half).isBetween(0, 1);
            assertThat(halves.merge(people.get(row), half, (first, here) -> first))
                    .isEqualTo(half);
            sides.put(people.get(row), split.side(row, 0.3));
        }
        for (Side side : Side.values()) {
            double share = sides.keySet().stream()
                    .filter(person -> sides.get(person) == side)
                    .mapToInt(halves::get)
                    .average()
                    .orElseThrow();
            assertThat(share).isCloseTo(0.5, within(0.06));
        }
    }

    @Test
    void validatesAboutTheFractionOfThePictures() {
        SplitKeys split = SplitKeys.of(
                LongStream.range(0, 20_000).map(SplitKeysTest::spread).toArray());
        assertThat(split.count(Side.VALIDATION, 0.2)).isBetween(3_800, 4_200);
        assertThat(split.count(Side.VALIDATION, 0.2) + split.count(Side.TRAIN, 0.2))
                .isEqualTo(20_000);
    }

    @Test
    void refusesGroupsThatDoNotCoverEveryRowOnce() throws IOException {
        assertThat(groups("row,group\n1,a\n2,b\n").of(new int[] {1, 2}, 2)).containsExactly("a", "b");
        assertThat(groups("\uFEFFrow,group\r\n2,b\r\n1,a,b\r\n\r\n").of(new int[] {1, 2}, 2))
                .containsExactly("a,b", "b");
        assertThat(groups("row,group\n1,a\n3,b\n").of(new int[] {1, 3}, 3)).containsExactly("a", "b");
        assertThatThrownBy(() -> groups("row,group\n1,a\n").of(new int[] {1, 2}, 2))
                .hasMessage("groups.csv: row 2 had no group but must have one");
        assertThatThrownBy(() -> groups("row,group\n1,a\n9,b\n").of(new int[] {1}, 2))
                .hasMessage("groups.csv: row was 9 but must be >= 1 and <= 2, the rows of the CSV");
        assertThatThrownBy(() -> groups("row,group\n1,a\n1,b\n"))
                .hasMessage("groups.csv:3: row 1 was given twice but must be given once");
        assertThatThrownBy(() -> groups("row,group\n0,a\n"))
                .hasMessage("groups.csv:2: was '0,a' but must be a row number >= 1, a comma and a group");
        assertThatThrownBy(() -> groups("group,row\n"))
                .hasMessage("groups.csv:1: header was 'group,row' but must be 'row,group'");
    }

    private Groups groups(String csv) throws IOException {
        return Groups.read(Files.writeString(folder.resolve("groups.csv"), csv));
    }

    private static long spread(long number) {
        return Sha256.prefix(Long.toString(number).getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
}
