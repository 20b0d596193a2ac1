package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.Settings;
import dev.fieldmark.api.serve.ServingListener;
import dev.fieldmark.api.trace.RequestTrace;
import dev.fieldmark.api.trace.Traces;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Typed;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Traces every question where a collector is named, with its steps. */
@Singleton
@Typed(RequestTraces.class)
public class RequestTraces implements ServingListener {
    private final Optional<Traces> traces;
    private final CurrentVertxRequest request;

    public RequestTraces(Settings settings, CurrentVertxRequest request) {
        this.traces = settings.traces().map(Traces::new);
        this.request = request;
    }

    boolean areSent() {
        return traces.isPresent();
    }

    void register(@Observes Filters filters) {
        traces.ifPresent(sent -> filters.register(Questions.only(context -> begin(context, sent)), FilterOrder.TRACES));
    }

    private static void begin(RoutingContext context, Traces sent) {
        RequestTrace trace = sent.begin(
                context.request().method().name(),
                name -> Optional.ofNullable(context.request().getHeader(name)));
        context.put(RequestTrace.class.getName(), trace);
        context.addEndHandler(answered -> trace.end(
                context.request().path(),
                context.response().getStatusCode(),
                context.request().getHeader(RequestLog.REQUEST_ID),
                Optional.ofNullable(context.response().headers().get(ModelAnswer.HEADER))));
        context.next();
    }

    @Override
    public void decoded(Duration duration) {
        step("decode", duration);
    }

    @Override
    public void asked(ModelName model, ModelVersion version, Duration duration) {
        step("ask " + model, duration);
    }

    /** Versions are tried out before they answer anybody. */
    private void step(String name, Duration duration) {
        if (Arc.container().requestContext().isActive()) {
            Optional.ofNullable(request.getCurrent())
                    .<RequestTrace>map(context -> context.get(RequestTrace.class.getName()))
                    .ifPresent(trace -> trace.step(name, duration));
        }
    }

    @PreDestroy
    void close() {
        traces.ifPresent(Traces::close);
    }
}
