package dev.fieldmark.jobs.photos;

import dev.fieldmark.image.GreyPicture;
import java.io.Serializable;

/**
 * What a picture looks like, in 256 bits: Neal Krawetz' dHash ("Kind of Like That", The Hacker Factor Blog, 2013) at
 * twice its resolution. The picture is squeezed to 17 x 16 greys; a bit says whether a grey is darker than its right
 * neighbour. Another size, compression or brightness changes few bits.
 *
 * @param first of the four quarters, four rows each
 * @param second quarter
 * @param third quarter
 * @param fourth quarter
 */
public record DifferenceHash(long first, long second, long third, long fourth) implements Serializable {
    private static final int SIDE = 16;
    private static final int ROWS = Long.SIZE / SIDE;
    /** Its rows, as words. */
    static final int WORDS = SIDE;

    static final int WORD_BITS = SIDE;

    static DifferenceHash of(GreyPicture picture) {
        GreyPicture small = picture.resized(SIDE + 1, SIDE);
        return new DifferenceHash(rows(small, 0), rows(small, ROWS), rows(small, 2 * ROWS), rows(small, 3 * ROWS));
    }

    private static long rows(GreyPicture small, int top) {
        long bits = 0;
        for (int y = top; y < top + ROWS; y++) {
            for (int x = 0; x < SIDE; x++) {
                bits = bits << 1 | (small.grey(x, y) < small.grey(x + 1, y) ? 1 : 0);
            }
        }
        return bits;
    }

    /** One of its {@value #WORDS} words of {@value #WORD_BITS} bits. */
    int word(int number) {
        long quarter = switch (number / ROWS) {
            case 0 -> first;
            case 1 -> second;
            case 2 -> third;
            default -> fourth;
        };
        return (int) (quarter >>> (WORD_BITS * (number % ROWS))) & (1 << WORD_BITS) - 1;
    }

    /** Bits that differ, 0 to 256; about 128 for pictures that have nothing in common. */
    int distance(DifferenceHash other) {
        return distance(new long[] {other.first, other.second, other.third, other.fourth}, 0);
    }

    /** The same of one whose quarters stand in an array from here. */
    int distance(long[] quarters, int from) {
        return Long.bitCount(first ^ quarters[from])
                + Long.bitCount(second ^ quarters[from + 1])
                + Long.bitCount(third ^ quarters[from + 2])
                + Long.bitCount(fourth ^ quarters[from + 3]);
    }
}
