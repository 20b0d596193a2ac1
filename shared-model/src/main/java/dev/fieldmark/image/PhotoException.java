package dev.fieldmark.image;

/** A picture that can't be taken: the message says what it was and what it must be. */
public abstract sealed class PhotoException extends Exception {
    private static final long serialVersionUID = 1L;

    private PhotoException(String message) {
        super(message);
    }

    private PhotoException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Of a format, or of a kind of it, that is not read. */
    public static final class Unsupported extends PhotoException {
        private static final long serialVersionUID = 1L;

        Unsupported(String message) {
            super(message);
        }
    }

    /** Over one of the {@link PhotoLimits}. */
    public static final class TooLarge extends PhotoException {
        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message);
        }
    }

    /** Cut off or damaged. */
    public static final class Broken extends PhotoException {
        private static final long serialVersionUID = 1L;

        Broken(String message) {
            super(message);
        }

        Broken(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
