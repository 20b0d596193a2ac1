package dev.fieldmark.jobs.bot;

import java.io.IOException;
import java.time.Duration;

/** Where messages come from and answers go. */
public interface Platform extends AutoCloseable {
    /** What the platform gives its messages to. */
    interface Intake {
        /**
         * Takes a message. When this returns, the message will be answered, whoever is killed when.
         *
         * @return false where it was taken before
         */
        boolean accept(Conversation conversation) throws IOException;

        /** Takes a message whose photo has come with it. */
        boolean accept(Conversation conversation, byte[] photo) throws IOException;

        /** The platform can't go on. */
        void fail(Exception why);
    }

    /**
     * Begins to take messages.
     *
     * @return what to tell the user: where it listens, or what it reads
     * @throws PlatformException.Denied where the platform does not let the bot in
     */
    String open(Intake intake) throws PlatformException, IOException;

    /** Fetches the photo of a message that came without it. */
    byte[] photo(Conversation conversation) throws PlatformException;

    /**
     * Sends the answer.
     *
     * @return its id at the platform
     */
    String send(Conversation conversation) throws PlatformException;

    /**
     * How long after the first try the platform knows a second one of the same answer for what it is, and does not show
     * it. Zero where it would.
     */
    Duration recognisesRepeats();

    /** Takes no more messages; calls that are under way end. */
    @Override
    void close();
}
