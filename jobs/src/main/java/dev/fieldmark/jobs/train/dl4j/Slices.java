package dev.fieldmark.jobs.train.dl4j;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;

/** Cuts a loop among threads, as OpenMP does in native code. */
final class Slices {
    static final Executor HELPERS = Executors.newCachedThreadPool(task -> {
        var thread = new Thread(task, "training-slice");
        thread.setDaemon(true);
        return thread;
    });

    private Slices() {}

    /** One slice of a loop. */
    interface Slice {
        void run(int from, int to);
    }

    /** Runs all of 0 to count, in as many slices as threads (or as there is work), one on the calling thread. */
    static void run(int threads, int count, Slice slice) {
        int slices = Math.min(threads, count);
        List<CompletableFuture<Void>> others = new ArrayList<>();
        for (int i = 1; i < slices; i++) {
            int from = start(i, slices, count);
            int to = start(i + 1, slices, count);
            others.add(CompletableFuture.runAsync(() -> slice.run(from, to), HELPERS));
        }
        slice.run(0, start(1, slices, count));
        others.forEach(CompletableFuture::join);
    }

    private static int start(int slice, int slices, int count) {
        return (int) ((long) slice * count / slices);
    }
}
