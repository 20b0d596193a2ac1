package dev.fieldmark.bench.serve;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;

/**
 * What came of many clients at once.
 *
 * @param duration from the first question to the last answer
 * @param answered with status 200
 * @param refused with status 429 or 503
 * @param failed with any other
 */
public record Load(Duration duration, Latencies answered, long refused, long failed) {
    /** Clients that ask again as soon as they have an answer. */
    public static Load closed(Way way, int clients, Duration duration) throws Exception {
        return run(way, clients, duration, Double.POSITIVE_INFINITY);
    }

    /**
     * So many questions a second, whether the ones before are answered or not: as long as one of the clients is free. A
     * question that had to wait for a client waited since its time had come.
     */
    public static Load open(Way way, int clients, Duration duration, double questionsPerSecond) throws Exception {
        return run(way, clients, duration, questionsPerSecond);
    }

    public double answeredPerSecond() {
        return answered.nanos().length / (duration.toNanos() / 1e9);
    }

    /** Of all questions. */
    public double refusedShare() {
        return refused / (double) (answered.nanos().length + refused + failed);
    }

    private static Load run(Way way, int clients, Duration duration, double questionsPerSecond) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            long start = System.nanoTime();
            long end = start + duration.toNanos();
            double nanosBetween = 1e9 / questionsPerSecond;
            var counting = new ArrayList<Future<Counts>>();
            for (int i = 0; i < clients; i++) {
                long first = start + (long) (i * nanosBetween);
                counting.add(threads.submit(asking(way, first, end, (long) (clients * nanosBetween))));
            }
            var counts = new ArrayList<Counts>();
            for (Future<Counts> one : counting) {
                counts.add(one.get());
            }
            return new Load(
                    Duration.ofNanos(System.nanoTime() - start),
                    new Latencies(counts.stream()
                            .flatMapToLong(one -> one.nanos.stream().mapToLong(Long::longValue))
                            .toArray()),
                    counts.stream()
                            .flatMapToLong(one -> LongStream.of(one.refused))
                            .sum(),
                    counts.stream()
                            .flatMapToLong(one -> LongStream.of(one.failed))
                            .sum());
        } finally {
            threads.shutdownNow();
        }
    }

    /** @param between two questions of this client, nanoseconds; 0 for none but the answer itself */
    private static Callable<Counts> asking(Way way, long first, long end, long between) {
        return () -> {
            var counts = new Counts();
            try (Way.Client client = way.open()) {
                for (long due = first; due < end; due = between == 0 ? System.nanoTime() : due + between) {
                    LockSupport.parkNanos(due - System.nanoTime());
                    counts.add(client.ask(), System.nanoTime() - (between == 0 ? Math.max(due, first) : due));
                }
            }
            return counts;
        };
    }

    private static final class Counts {
        private final List<Long> nanos = new ArrayList<>();
        private long refused;
        private long failed;

        void add(int status, long taken) {
            switch (status) {
                case 200 -> nanos.add(taken);
                case 429, 503 -> refused++;
                default -> failed++;
            }
        }
    }
}
