package dev.fieldmark.jobs.bot;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A call to a platform that did not succeed, by what may be done about it. Messages never hold a secret. */
public abstract sealed class PlatformException extends Exception {
    private static final long serialVersionUID = 1;

    private PlatformException(String message) {
        super(message);
    }

    /** How long the platform asks to wait, where it does. */
    public Optional<Duration> waitFor() {
        return Optional.empty();
    }

    /** The bot itself is not let in: nothing works before a person has mended that. */
    public static final class Denied extends PlatformException {
        private static final long serialVersionUID = 1;

        public Denied(String message) {
            super(message);
        }
    }

    /** This call will never succeed. */
    public static final class Refused extends PlatformException {
        private static final long serialVersionUID = 1;

        public Refused(String message) {
            super(message);
        }
    }

    /** The call certainly had no effect, and may be made again. */
    public static final class Later extends PlatformException {
        private static final long serialVersionUID = 1;
        private final @Nullable Duration wait;

        public Later(String message) {
            super(message);
            wait = null;
        }

        /** After this long, as the platform says; no call before will succeed. */
        public Later(String message, Duration wait) {
            super(message);
            this.wait = wait;
        }

        @Override
        public Optional<Duration> waitFor() {
            return Optional.ofNullable(wait);
        }
    }

    /** The call may have had its effect: the connection or the platform failed before it could say. */
    public static final class Unknown extends PlatformException {
        private static final long serialVersionUID = 1;

        public Unknown(String message) {
            super(message);
        }
    }
}
