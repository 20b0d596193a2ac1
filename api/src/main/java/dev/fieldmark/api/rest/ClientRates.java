package dev.fieldmark.api.rest;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Token buckets, one a client, as the generic cell rate algorithm (ITU-T I.371, annex A) keeps them: of each the moment
 * at which it is full again. One that is full is forgotten. Clients beyond {@value #MOST_CLIENTS} share a bucket.
 */
final class ClientRates {
    static final int MOST_CLIENTS = 100_000;

    private static final String OTHERS = "";
    private static final long SECOND_NANOS = 1_000_000_000;

    private final double perSecond;
    private final int burst;
    private final long nanosEach;
    private final Map<String, Long> fullAt = new HashMap<>();
    private long forgotten;

    /**
     * @param perSecond tokens that come, > 0
     * @param burst tokens that a bucket holds, >= 1
     */
    ClientRates(double perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
        this.nanosEach = Math.max(1, Math.round(SECOND_NANOS / perSecond));
    }

    /** An IPv6 address by its network: whoever has one has 2^64 of them. */
    static String name(String client) {
        int zone = client.indexOf('%');
        String[] groups = (zone < 0 ? client : client.substring(0, zone)).split(":", -1);
        return groups.length == 8 ? String.join(":", groups[0], groups[1], groups[2], groups[3]) : client;
    }

    /**
     * Takes a token; where there is none, says how long until there is.
     *
     * @param nanos on {@link System#nanoTime()}'s clock, or one like it
     */
    synchronized Optional<Duration> ask(String client, long nanos) {
        String bucket = fullAt.containsKey(client) || hasPlace(nanos) ? client : OTHERS;
        long untilFull = Math.max(0, fullAt.getOrDefault(bucket, nanos) - nanos);
        long wait = untilFull - (burst - 1) * nanosEach;
        if (wait > 0) {
            return Optional.of(Duration.ofNanos(wait));
        }
        fullAt.put(bucket, nanos + untilFull + nanosEach);
        return Optional.empty();
    }

    private boolean hasPlace(long nanos) {
        if (fullAt.size() >= MOST_CLIENTS && nanos - forgotten >= SECOND_NANOS) {
            forgotten = nanos;
            fullAt.values().removeIf(full -> full - nanos <= 0);
        }
        return fullAt.size() < MOST_CLIENTS;
    }

    /** E.g. {@code 5 requests a second (10 at once)}. */
    String rule() {
        return new BigDecimal(Double.toString(perSecond)).stripTrailingZeros().toPlainString() + " requests a second ("
                + burst + " at once)";
    }

    synchronized int clients() {
        return fullAt.size();
    }
}
