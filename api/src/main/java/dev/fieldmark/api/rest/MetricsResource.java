package dev.fieldmark.api.rest;

import dev.fieldmark.api.metrics.Metrics;
import dev.fieldmark.api.serve.StoreWatcher;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** {@code GET /q/metrics}: for Prometheus. */
@Path("/q/metrics")
public class MetricsResource {
    private final Metrics metrics;
    private final StoreWatcher watcher;

    public MetricsResource(Metrics metrics, StoreWatcher watcher) {
        this.metrics = metrics;
        this.watcher = watcher;
    }

    @GET
    @Produces(Metrics.MEDIA_TYPE)
    public String metrics() {
        return metrics.scrape(watcher.models());
    }
}
