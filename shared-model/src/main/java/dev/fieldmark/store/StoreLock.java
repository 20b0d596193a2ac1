package dev.fieldmark.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The one lock that every writer of a store holds, whichever thread, class loader or process it runs in. The system
 * frees it when its holder dies. Readers take none.
 */
final class StoreLock {
    static final String FILE = ".lock";

    /** What is done while the lock is held. */
    interface Action<T> {
        T run() throws IOException;
    }

    private StoreLock() {}

    /** Waits for the lock, runs the action, frees the lock. The store's folder must exist. */
    static <T> T holding(Path store, Action<T> action) {
        try {
            Path file = store.toRealPath().resolve(FILE);
            // A file lock belongs to the whole process, and closing any channel of the file frees it: one thread at a
            // time may come near. An interned text is the one object that all class loaders (each Flink job has one)
            // share.
            synchronized (file.toString().intern()) {
                try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                        var lock = channel.lock()) {
                    if (!lock.isValid()) {
                        throw new IOException(file + " was locked but is free again");
                    }
                    return action.run();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
