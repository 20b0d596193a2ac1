package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.Settings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Reads every body whole, within limits, before its request may take a worker thread. */
@ApplicationScoped
public class BodyReader {
    void register(@Observes Filters filters, Settings settings) {
        var memory = BodyMemory.ofHeap(settings.maxBodyBytes());
        filters.register(context -> new BodyReading(context, settings, memory).begin(), FilterOrder.BODY);
    }
}
