package dev.fieldmark.jobs.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.OptionalInt;

/** Tells on stderr how far something long has come: nothing in the first two seconds, then a line every two. */
final class Progress {
    private static final long STEP_NANOS = Duration.ofSeconds(2).toNanos();

    private final PrintWriter err;
    private final String what;
    private final OptionalInt total;
    private long lastNanos = System.nanoTime();

    /** Of so many. */
    Progress(PrintWriter err, String what, int total) {
        this(err, what, OptionalInt.of(total));
    }

    /** Of nobody knows how many. */
    Progress(PrintWriter err, String what) {
        this(err, what, OptionalInt.empty());
    }

    private Progress(PrintWriter err, String what, OptionalInt total) {
        this.err = err;
        this.what = what;
        this.total = total;
    }

    void at(int done) {
        long now = System.nanoTime();
        if (now - lastNanos >= STEP_NANOS) {
            lastNanos = now;
            err.printf("%s: %,d", what, done);
            total.ifPresent(all -> err.printf(" of %,d", all));
            err.println();
            err.flush();
        }
    }
}
