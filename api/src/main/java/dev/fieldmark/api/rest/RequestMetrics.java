package dev.fieldmark.api.rest;

import dev.fieldmark.api.metrics.Metrics;
import dev.fieldmark.api.metrics.Outcome;
import dev.fieldmark.api.serve.Lease;
import dev.fieldmark.api.serve.ServedModel;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Counts and times every question, from its head to the end of its answer. */
@Singleton
public class RequestMetrics {
    private final Metrics metrics;
    private final CurrentVertxRequest request;

    public RequestMetrics(Metrics metrics, CurrentVertxRequest request) {
        this.metrics = metrics;
        this.request = request;
    }

    /** The lease, whose version the request of this thread counts for. */
    Lease countedFor(Lease lease) {
        ServedModel model = lease.model();
        request.getCurrent().put(Version.class.getName(), new Version(model.name(), model.version()));
        return lease;
    }

    void register(@Observes Filters filters, Admission admission) {
        metrics.underWay(admission::inHouse);
        filters.register(Questions.only(this::begin), FilterOrder.METRICS);
    }

    private record Version(ModelName model, ModelVersion version) {}

    private void begin(RoutingContext context) {
        long start = System.nanoTime();
        context.addEndHandler(sent -> end(context, sent.succeeded(), Duration.ofNanos(System.nanoTime() - start)));
        context.next();
    }

    private void end(RoutingContext context, boolean sent, Duration duration) {
        Outcome outcome = Outcome.of(context.response().getStatusCode(), sent);
        Version known = context.get(Version.class.getName());
        if (known == null) {
            metrics.ended(outcome, duration);
        } else {
            metrics.ended(known.model(), known.version(), outcome, duration);
        }
    }
}
