package dev.fieldmark.jobs.photos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class SimilarHashesTest {
    private final Random random = new Random(3);

    private DifferenceHash any() {
        return new DifferenceHash(random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong());
    }

    /** Another that differs in so many bits, wherever. */
    private DifferenceHash flipped(DifferenceHash hash, int bits) {
        long[] quarters = {hash.first(), hash.second(), hash.third(), hash.fourth()};
        random.ints(0, 256).distinct().limit(bits).forEach(bit -> quarters[bit / 64] ^= 1L << bit % 64);
        return new DifferenceHash(quarters[0], quarters[1], quarters[2], quarters[3]);
    }

    private static Set<String> found(List<DifferenceHash> hashes) {
        var pairs = new TreeSet<String>();
        new SimilarHashes(hashes).find((one, other) -> pairs.add(other + " " + one));
        return pairs;
    }

    @Test
    void findsThePairsThatComparingAllOfThemFinds() {
        var hashes = new ArrayList<DifferenceHash>();
        for (int i = 0; i < 200; i++) {
            DifferenceHash hash = any();
            hashes.add(hash);
            hashes.add(flipped(hash, 28 + i % 8));
            hashes.add(flipped(hash, i % 40));
        }
        var all = new TreeSet<String>();
        for (int one = 0; one < hashes.size(); one++) {
            for (int other = 0; other < one; other++) {
                if (hashes.get(one).distance(hashes.get(other)) <= 32) {
                    all.add(other + " " + one);
                }
            }
        }

        assertThat(all.size()).isBetween(200, 500);
        assertThat(found(hashes)).isEqualTo(all);
    }

    /** The hardest: of the sixteen words each differs in two bits. */
    @Test
    void findsWhatDiffersEverywhere() {
        DifferenceHash hash = any();
        long everywhere = 0x0003_0003_0003_0003L;
        var other = new DifferenceHash(
                hash.first() ^ everywhere,
                hash.second() ^ everywhere,
                hash.third() ^ everywhere,
                hash.fourth() ^ everywhere);

        assertThat(hash.distance(other)).isEqualTo(32);
        assertThat(found(List.of(hash, other))).containsExactly("0 1");
        assertThat(found(List.of(hash, flipped(other, 0), any()))).containsExactly("0 1");
    }

    @Test
    void findsNoneAmongFewerThanTwo() {
        assertThat(found(List.of())).isEmpty();
        assertThat(found(List.of(any()))).isEmpty();
    }
}
