package dev.fieldmark.jobs.data;

import java.io.IOException;

/** Data that is not what it must be. The message is for the user: file, line or field, what it was, what it must be. */
public final class BadDataException extends IOException {
    private static final long serialVersionUID = 1;

    public BadDataException(String message) {
        super(message);
    }
}
