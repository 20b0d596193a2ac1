package dev.fieldmark.api.metrics;

import java.util.Locale;

/** How a request ended. */
public enum Outcome {
    ANSWERED,
    /** By a rule that the client broke: 4xx. */
    REFUSED,
    /** For lack of a version or of room: 503. */
    UNAVAILABLE,
    /** By a fault of the service: any other 5xx. */
    FAILED,
    /** The client had gone. */
    ABORTED;

    /** @param sent whether the whole answer was */
    public static Outcome of(int status, boolean sent) {
        if (!sent) {
            return ABORTED;
        }
        if (status == 503) {
            return UNAVAILABLE;
        }
        return status < 400 ? ANSWERED : status < 500 ? REFUSED : FAILED;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
