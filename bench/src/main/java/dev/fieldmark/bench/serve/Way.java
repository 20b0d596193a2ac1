package dev.fieldmark.bench.serve;

/** A way to have the picture answered. */
public interface Way {
    String name();

    /** For one client, who asks once at a time. */
    Client open() throws Exception;

    /** Asks. */
    interface Client extends AutoCloseable {
        /** Has the picture answered; gives HTTP's status, 200 where there is none. */
        int ask() throws Exception;
    }
}
