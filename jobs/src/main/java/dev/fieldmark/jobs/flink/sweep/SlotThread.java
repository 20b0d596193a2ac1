package dev.fieldmark.jobs.flink.sweep;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread on which a slot trains, whatever number of trials: native thread pools and workspaces are kept by thread. */
final class SlotThread implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SlotThread.class);
    /** Well below the 180 s after which Flink gives up a whole task manager. */
    private static final Duration CLOSE_AT_MOST = Duration.ofSeconds(10);

    private final ExecutorService executor;

    SlotThread(int slot) {
        executor = Executors.newSingleThreadExecutor(work -> {
            Thread thread = new Thread(work, "trainer-" + slot);
            thread.setDaemon(true);
            return thread;
        });
    }

    void run(Runnable work) {
        executor.execute(work);
    }

    /** Waits a while for the epoch under way. A trainer that is slower ends by itself after it, and hands over nothing. */
    @Override
    public void close() throws InterruptedException {
        executor.shutdown();
        if (!executor.awaitTermination(CLOSE_AT_MOST.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.info("A trainer that was called off is still in its epoch; it ends after it");
        }
    }
}
