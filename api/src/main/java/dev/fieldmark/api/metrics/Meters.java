package dev.fieldmark.api.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Makes meters of the one form that each kind has here. */
record Meters(MeterRegistry registry) {
    private static final Duration[] BUCKETS = LongStream.of(1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);
    private static final double[] BATCHES = {1, 2, 4, 8, 16, 32};

    Counter counter(Metric metric, Tags tags) {
        return Counter.builder(metric.meterName())
                .description(metric.help())
                .tags(tags)
                .register(registry);
    }

    Timer timer(Metric metric) {
        return Timer.builder(metric.meterName()).description(metric.help()).register(registry);
    }

    /** From 1 ms to 5 s. */
    Timer histogram(Metric metric, Tags tags) {
        return Timer.builder(metric.meterName())
                .description(metric.help())
                .tags(tags)
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    DistributionSummary pictures(Metric metric, Tags tags) {
        return DistributionSummary.builder(metric.meterName())
                .description(metric.help())
                .tags(tags)
                .serviceLevelObjectives(BATCHES)
                .register(registry);
    }

    void gauge(Metric metric, Supplier<Number> value) {
        Gauge.builder(metric.meterName(), value).description(metric.help()).register(registry);
    }

    void bytes(Metric metric, Supplier<Number> value) {
        Gauge.builder(metric.meterName(), value)
                .description(metric.help())
                .baseUnit("bytes")
                .register(registry);
    }

    MultiGauge gauges(Metric metric) {
        return MultiGauge.builder(metric.meterName()).description(metric.help()).register(registry);
    }
}
