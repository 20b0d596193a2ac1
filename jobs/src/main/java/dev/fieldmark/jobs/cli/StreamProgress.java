package dev.fieldmark.jobs.cli;

import dev.fieldmark.jobs.identify.Tally;
import java.io.PrintWriter;

/** A line each time that a stream of photos has come further. */
final class StreamProgress {
    private final PrintWriter err;
    private Tally shown = new Tally(0, 0);
    private long shownWaiting;
    private long shownNanos = System.nanoTime();

    StreamProgress(PrintWriter err) {
        this.err = err;
    }

    void at(Tally tally, long waiting) {
        if (tally.equals(shown) && waiting == shownWaiting) {
            shownNanos = System.nanoTime();
            return;
        }
        long now = System.nanoTime();
        double perSecond = (tally.answered() - shown.answered()) * 1e9 / (now - shownNanos);
        err.printf(
                "identify: %,d photos answered, %,.1f photos/s, %,d broken, %,d waiting%n",
                tally.answered(), perSecond, tally.broken(), waiting);
        err.flush();
        shown = tally;
        shownWaiting = waiting;
        shownNanos = now;
    }
}
