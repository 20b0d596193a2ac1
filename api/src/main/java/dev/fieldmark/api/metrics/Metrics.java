package dev.fieldmark.api.metrics;

import dev.fieldmark.api.serve.ModelStatus;
import dev.fieldmark.api.serve.ModelStatus.CanaryStatus;
import dev.fieldmark.api.serve.ServingListener;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Stream;

/** Counts and measures what serving does. */
public final class Metrics implements ServingListener {
    /** Prometheus' text form. */
    public static final String MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Meters meters = new Meters(registry);
    private final LoadedVersions versions = new LoadedVersions(meters);
    private final RequestMeters ofNoVersion = new RequestMeters(meters, VersionMeters.tags("none", "none"));
    private final Timer decoding = meters.histogram(Metric.DECODE_TIME, Tags.empty());
    private final Counter refused = meters.counter(Metric.REFUSED, Tags.empty());
    private final Timer looks = meters.timer(Metric.STORE_LOOK_TIME);
    private final Counter failedLooks = meters.counter(Metric.STORE_LOOKS_FAILED, Tags.empty());
    private final MultiGauge serving = meters.gauges(Metric.SERVING);
    private final MultiGauge shares = meters.gauges(Metric.CANARY_SHARE);

    public Metrics() {
        meters.gauge(Metric.NETS_LOADED, versions::count);
        meters.bytes(Metric.HEAP, Memory::heap);
        meters.bytes(Metric.RESIDENT, Memory::resident);
    }

    /** Where to look for how many requests are under way. */
    public void underWay(IntSupplier count) {
        meters.gauge(Metric.UNDER_WAY, count::getAsInt);
    }

    /** A request that this version was to answer has ended. */
    public void ended(ModelName model, ModelVersion version, Outcome outcome, Duration duration) {
        versions.of(model, version)
                .map(VersionMeters::requests)
                .orElse(ofNoVersion)
                .ended(outcome, duration);
    }

    /** A request has ended before it was clear which version answers. */
    public void ended(Outcome outcome, Duration duration) {
        ofNoVersion.ended(outcome, duration);
    }

    @Override
    public void refused() {
        refused.increment();
    }

    @Override
    public void decoded(Duration duration) {
        decoding.record(duration);
    }

    @Override
    public void answered(ModelName model, ModelVersion version, int pictures, Duration duration) {
        versions.of(model, version).ifPresent(known -> known.ran(pictures, duration));
    }

    @Override
    public void opened(ModelName model, ModelVersion version) {
        versions.opened(model, version);
    }

    @Override
    public void closed(ModelName model, ModelVersion version) {
        versions.closed(model, version);
    }

    @Override
    public void looked(Duration duration, boolean sound) {
        looks.record(duration);
        if (!sound) {
            failedLooks.increment();
        }
    }

    /** All of it in {@link #MEDIA_TYPE}. */
    public String scrape(List<ModelStatus> models) {
        serving.register(models.stream().flatMap(Metrics::serving).toList(), true);
        shares.register(models.stream().flatMap(Metrics::share).toList(), true);
        return registry.scrape(MEDIA_TYPE);
    }

    private static Stream<MultiGauge.Row<?>> serving(ModelStatus model) {
        return Stream.concat(
                row(model, "followed", model.serving()),
                row(model, "canary", model.canary().flatMap(CanaryStatus::serving)));
    }

    private static Stream<MultiGauge.Row<?>> row(ModelStatus model, String role, Optional<ModelVersion> version) {
        Tags tags = Tags.of("model", model.model().value(), "role", role);
        return version.stream().map(known -> MultiGauge.Row.of(tags, known.number()));
    }

    private static Stream<MultiGauge.Row<?>> share(ModelStatus model) {
        Tags tags = Tags.of("model", model.model().value());
        return model.canary().stream()
                .map(status -> MultiGauge.Row.of(tags, status.canary().share()));
    }
}
