package dev.fieldmark.jobs.flink.sweep;

import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;

/** Where the trainer's thread leaves what Flink's thread is to do. */
final class Inbox {
    /** Something for Flink's thread to do. */
    interface Message {
        void deliver(ReaderOutput<SweepRecord> output) throws Exception;
    }

    private final Queue<Message> messages = new ArrayDeque<>();
    private CompletableFuture<Void> available = new CompletableFuture<>();

    synchronized void put(Message message) {
        messages.add(message);
        available.complete(null);
    }

    /** Makes Flink's thread look again although there is no message. */
    synchronized void wake() {
        available.complete(null);
    }

    synchronized Optional<Message> poll() {
        return Optional.ofNullable(messages.poll());
    }

    /** Whether there is more; where not, {@link #available()} is a future that the next message completes. */
    synchronized boolean hasMore() {
        if (messages.isEmpty() && available.isDone()) {
            available = new CompletableFuture<>();
        }
        return !messages.isEmpty();
    }

    synchronized CompletableFuture<Void> available() {
        return available;
    }
}
