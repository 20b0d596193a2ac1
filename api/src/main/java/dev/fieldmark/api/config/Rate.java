package dev.fieldmark.api.config;

/**
 * How often a client may ask.
 *
 * @param perSecond > 0
 * @param burst how many at once, after a rest; >= 1
 */
public record Rate(double perSecond, int burst) {
    public Rate {
        if (!(perSecond > 0) || perSecond > 1e6) {
            throw new IllegalArgumentException(
                    "fieldmark.rate-limit was " + perSecond + " but must be > 0 and <= 1000000 requests a second");
        }
        if (burst < 1) {
            throw new IllegalArgumentException("fieldmark.rate-burst was " + burst + " but must be >= 1");
        }
    }

    /** With what comes in two seconds at once, but one at least. */
    static int usualBurst(double perSecond) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, Math.ceil(2 * perSecond)));
    }
}
