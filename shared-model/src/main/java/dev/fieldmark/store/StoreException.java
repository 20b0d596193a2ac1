package dev.fieldmark.store;

/** What is stored breaks a rule: the message names the file, what was found and what must be. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }
}
