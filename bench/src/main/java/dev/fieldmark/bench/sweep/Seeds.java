package dev.fieldmark.bench.sweep;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

/** Seeds of repetitions. */
final class Seeds {
    private static final long APART = 1_000_000;

    private Seeds() {}

    /** What comes of seed 0, 1, ... */
    static <T> List<T> map(int count, LongFunction<T> play) {
        return LongStream.range(0, count).mapToObj(play).toList();
    }

    /** One that no repetition has: whoever sets a goal must not draw the same trials as those who run for it. */
    static long other(long seed) {
        return seed + APART;
    }
}
