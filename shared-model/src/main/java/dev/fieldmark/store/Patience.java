package dev.fieldmark.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.util.concurrent.ThreadLocalRandom;

/** With what one thing is tried again that others are doing at the same time: {@value #TRIES} times, each a little later. */
final class Patience {
    static final int TRIES = 50;

    private static final long LONGEST_WAIT_MILLIS = 1000;

    private final String what;
    private int tries;

    /** @param what is tried, for the message */
    Patience(String what) {
        this.what = what;
    }

    /** Waits a random while, so that those who met do not meet again. */
    void pause(String why) {
        tries++;
        if (tries >= TRIES) {
            throw new UncheckedIOException(
                    new IOException(what + ": " + why + ", " + tries + " times; try again later"));
        }
        try {
            Thread.sleep(
                    ThreadLocalRandom.current().nextLong(Math.min(LONGEST_WAIT_MILLIS, 5L << Math.min(tries, 20))));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UncheckedIOException(new InterruptedIOException(what + ": was interrupted"));
        }
    }
}
