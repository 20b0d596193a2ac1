package dev.fieldmark.jobs.photos;

import dev.fieldmark.image.GreyPicture;

/**
 * What a picture looks like, in 64 bits: Neal Krawetz' dHash ("Kind of Like That", The Hacker Factor Blog, 2013). The
 * picture is squeezed to 9 x 8 greys; a bit says whether a grey is darker than its right neighbour. Another size,
 * compression or brightness changes few bits.
 */
final class DifferenceHash {
    private static final int BITS = 8;

    private DifferenceHash() {}

    static long of(GreyPicture picture) {
        GreyPicture small = picture.resized(BITS + 1, BITS);
        long hash = 0;
        for (int y = 0; y < BITS; y++) {
            for (int x = 0; x < BITS; x++) {
                hash = hash << 1 | (small.grey(x, y) < small.grey(x + 1, y) ? 1 : 0);
            }
        }
        return hash;
    }
}
