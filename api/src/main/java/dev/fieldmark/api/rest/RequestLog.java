package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.Settings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Gives every request an id, the client's own where that is sane, and writes a line of JSON about it where that is set. */
@ApplicationScoped
public class RequestLog {
    static final String REQUEST_ID = "X-Request-Id";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._:/+=@-]{1,128}");
    private static final System.Logger LOG = System.getLogger("fieldmark.access");
    /** As nginx has it: the client closed before it was answered. */
    private static final int CLIENT_CLOSED = 499;

    void register(@Observes Filters filters, Settings settings) {
        filters.register(context -> begin(context, settings.accessLog()), FilterOrder.REQUEST_ID);
    }

    private static void begin(RoutingContext context, boolean logged) {
        String id = Optional.ofNullable(context.request().getHeader(REQUEST_ID))
                .filter(given -> SANE.matcher(given).matches())
                .orElseGet(() -> UUID.randomUUID().toString());
        context.request().headers().set(REQUEST_ID, id);
        context.response().putHeader(REQUEST_ID, id);
        if (logged) {
            long start = System.nanoTime();
            context.addEndHandler(answered -> write(context, answered.succeeded(), System.nanoTime() - start));
        }
        context.next();
    }

    private static void write(RoutingContext context, boolean answered, long nanos) {
        var request = context.request();
        var response = context.response();
        var line = new JsonObject()
                .put("time", Instant.now().toString())
                .put("id", request.getHeader(REQUEST_ID))
                .put("client", Clients.of(context))
                .put("method", request.method().name())
                .put("path", request.path())
                .put("status", answered ? response.getStatusCode() : CLIENT_CLOSED)
                .put("bytes", response.bytesWritten())
                .put("ms", nanos / 10_000 / 100.0);
        Optional.ofNullable(response.headers().get(ModelAnswer.HEADER)).ifPresent(model -> line.put("model", model));
        LOG.log(System.Logger.Level.INFO, line.encode());
    }
}
