package dev.fieldmark.bench.identify;

import java.time.Duration;

/**
 * What some work took.
 *
 * @param seconds by the clock
 * @param cpuSeconds of all cores, spent by this process
 */
public record Effort(double seconds, double cpuSeconds) {
    /** When the work began. */
    record Start(long nanos, Duration cpu) {
        Effort end() {
            return new Effort(
                    (System.nanoTime() - nanos) / 1e9, spent().minus(cpu).toNanos() / 1e9);
        }
    }

    static Start start() {
        return new Start(System.nanoTime(), spent());
    }

    private static Duration spent() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
