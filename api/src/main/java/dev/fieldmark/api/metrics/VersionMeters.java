package dev.fieldmark.api.metrics;

import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.stream.Stream;

/** What is measured of one version. */
final class VersionMeters {
    private final RequestMeters requests;
    private final Timer netTime;
    private final DistributionSummary netPictures;

    VersionMeters(Meters meters, ModelName model, ModelVersion version) {
        Tags tags = tags(model.value(), version.toString());
        this.requests = new RequestMeters(meters, tags);
        this.netTime = meters.histogram(Metric.NET_TIME, tags);
        this.netPictures = meters.pictures(Metric.NET_PICTURES, tags);
    }

    static Tags tags(String model, String version) {
        return Tags.of("model", model, "version", version);
    }

    RequestMeters requests() {
        return requests;
    }

    void ran(int pictures, Duration duration) {
        netTime.record(duration);
        netPictures.record(pictures);
    }

    Stream<Meter> all() {
        return Stream.concat(requests.all(), Stream.of(netTime, netPictures));
    }
}
