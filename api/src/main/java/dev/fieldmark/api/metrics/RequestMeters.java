package dev.fieldmark.api.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Counts and times the requests of one version. */
final class RequestMeters {
    /** In the order of the outcomes. */
    private final List<Counter> counts;

    private final Timer time;

    RequestMeters(Meters meters, Tags version) {
        this.counts = Stream.of(Outcome.values())
                .map(outcome -> meters.counter(Metric.REQUESTS, version.and("outcome", outcome.label())))
                .toList();
        this.time = meters.histogram(Metric.REQUEST_TIME, version);
    }

    void ended(Outcome outcome, Duration duration) {
        counts.get(outcome.ordinal()).increment();
        if (outcome == Outcome.ANSWERED) {
            time.record(duration);
        }
    }

    Stream<Meter> all() {
        return Stream.concat(counts.stream(), Stream.of(time));
    }
}
