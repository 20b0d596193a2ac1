package dev.fieldmark.api.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;

/** Counts and times the requests of one version. */
final class RequestMeters {
    private final Map<Outcome, Counter> counts = new EnumMap<>(Outcome.class);
    private final Timer time;

    RequestMeters(Meters meters, Tags version) {
        for (Outcome outcome : Outcome.values()) {
            counts.put(outcome, meters.counter(Metric.REQUESTS, version.and("outcome", outcome.label())));
        }
        this.time = meters.histogram(Metric.REQUEST_TIME, version);
    }

    void ended(Outcome outcome, Duration duration) {
        counts.get(outcome).increment();
        if (outcome == Outcome.ANSWERED) {
            time.record(duration);
        }
    }

    Stream<Meter> all() {
        return Stream.concat(counts.values().stream(), Stream.of(time));
    }
}
