package dev.fieldmark.jobs.train;

/** Seeds for the parts of a training, each drawn from the plan's seed: nothing of a generator need be saved. */
public final class Seeds {
    private Seeds() {}

    /** One number of all of these, well mixed: splitmix64's finisher (Steele, Lea, Flood 2014), number after number. */
    public static long mix(long... numbers) {
        long mixed = 0;
        for (long number : numbers) {
            mixed = finish(mixed + 0x9E3779B97F4A7C15L + number);
        }
        return mixed;
    }

    private static long finish(long value) {
        long a = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        long b = (a ^ (a >>> 27)) * 0x94D049BB133111EBL;
        return b ^ (b >>> 31);
    }
}
