package dev.fieldmark.jobs.photos;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * Pairs of hashes that differ in at most {@value #MOST_BITS} of 256 bits, found without comparing every pair: of the sixteen
 * words of such a pair the first differs in at most two bits or another in at most one, for else they would differ in
 * 3 + 15 x 2 bits. So for each word only those are compared whose word is one of a few.
 *
 * <p>Source: Norouzi, Punjani and Fleet 2012, "Fast Search in Hamming Space with Multi-Index Hashing".
 */
final class SimilarHashes {
    static final int MOST_BITS = 32;

    private static final int WORD_VALUES = 1 << DifferenceHash.WORD_BITS;
    private static final int[] UP_TO_ONE_BIT = masks(1);
    private static final int[] UP_TO_TWO_BITS = masks(2);

    private final List<DifferenceHash> hashes;

    /** Hears a pair, perhaps more than once. */
    interface Pairs {
        void found(int one, int other);
    }

    SimilarHashes(List<DifferenceHash> hashes) {
        this.hashes = List.copyOf(hashes);
    }

    private static int[] masks(int mostBits) {
        return IntStream.range(0, WORD_VALUES)
                .filter(mask -> Integer.bitCount(mask) <= mostBits)
                .toArray();
    }

    /** Tells all pairs, as places in the list. */
    void find(Pairs pairs) {
        for (int word = 0; word < DifferenceHash.WORDS; word++) {
            find(word, word == 0 ? UP_TO_TWO_BITS : UP_TO_ONE_BIT, pairs);
        }
    }

    private void find(int word, int[] masks, Pairs pairs) {
        int[] words = hashes.stream().mapToInt(hash -> hash.word(word)).toArray();
        int[] ends = ends(words);
        int[] starts = ends.clone();
        int[] places = new int[words.length]; // those with the same word side by side, the lowest place first
        for (int place = words.length - 1; place >= 0; place--) {
            places[--starts[words[place]]] = place;
        }
        long[] quarters = quarters(places);
        for (int one : places) { // in order of words: what it is compared with is in the cache still
            DifferenceHash hash = hashes.get(one);
            for (int mask : masks) {
                int alike = words[one] ^ mask;
                for (int i = starts[alike]; i < ends[alike] && places[i] < one; i++) {
                    if (hash.distance(quarters, 4 * i) <= MOST_BITS) {
                        pairs.found(one, places[i]);
                    }
                }
            }
        }
    }

    /** Those of the hashes at these places, side by side: most of the time would go into fetching them. */
    private long[] quarters(int[] places) {
        return IntStream.of(places)
                .mapToObj(hashes::get)
                .flatMapToLong(hash -> LongStream.of(hash.first(), hash.second(), hash.third(), hash.fourth()))
                .toArray();
    }

    /** Where those with each word end, counted in order of words. */
    private static int[] ends(int[] words) {
        int[] ends = new int[WORD_VALUES];
        for (int word : words) {
            ends[word]++;
        }
        for (int word = 1; word < WORD_VALUES; word++) {
            ends[word] += ends[word - 1];
        }
        return ends;
    }
}
