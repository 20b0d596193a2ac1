package dev.fieldmark.image;

import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps pictures that are decoded at the same time within half of the heap: a few kilobytes of a PNG may become some
 * hundred megabytes. Who finds too little room waits, in order of arrival; a picture that needs more is decoded alone.
 */
final class DecodingRoom implements AutoCloseable {
    /** Of 16-bit colours with alpha; a progressive JPEG's coefficients, outside of the heap, are about as large. */
    private static final int BYTES_PER_PIXEL = 8;

    private static final int UNIT_BYTES = 1 << 16;

    /** Made at the first picture: a native executable would keep the heap of the machine that built it. */
    private static @Nullable DecodingRoom whole;

    private final Semaphore free;
    private final int units;

    private DecodingRoom(Semaphore free, int units) {
        this.free = free;
        this.units = units;
    }

    /** Room for a picture, to be closed when its pixels are no longer needed. */
    static DecodingRoom of(PhotoHeader header) {
        long bytes = (long) header.widthPixels() * header.heightPixels() * BYTES_PER_PIXEL;
        return whole().part(1 + bytes / UNIT_BYTES);
    }

    private static synchronized DecodingRoom whole() {
        if (whole == null) {
            whole = ofUnits((int)
                    Math.min(Integer.MAX_VALUE, Math.max(1, Runtime.getRuntime().maxMemory() / 2 / UNIT_BYTES)));
        }
        return whole;
    }

    static DecodingRoom ofUnits(int units) {
        return new DecodingRoom(new Semaphore(units, true), units);
    }

    DecodingRoom part(long wantedUnits) {
        int given = (int) Math.min(units, wantedUnits);
        free.acquireUninterruptibly(given);
        return new DecodingRoom(free, given);
    }

    int freeUnits() {
        return free.availablePermits();
    }

    @Override
    public void close() {
        free.release(units);
    }
}
