package dev.fieldmark.api.rest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fieldmark.api.config.Settings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Refuses a body whose declared length is over the limit, before a byte of it is read. */
@ApplicationScoped
public class BodyLimit {
    private static final int BEFORE_QUARKUS_OWN_LIMIT = 1000;

    void register(@Observes Filters filters, Settings settings, ObjectMapper json) {
        filters.register(request -> check(request, settings.maxBodyBytes(), json), BEFORE_QUARKUS_OWN_LIMIT);
    }

    private static void check(RoutingContext context, long maxBytes, ObjectMapper json) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || Long.parseLong(length) <= maxBytes) { // Netty has refused what is no number
            context.next();
            return;
        }
        var problem = Problem.of(413, RequestBody.tooLarge(maxBytes) + " but has " + length)
                .at(context.request().path());
        context.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .putHeader(HttpHeaders.CONNECTION, "close")
                .end(text(problem, json));
    }

    private static String text(Problem problem, ObjectMapper json) {
        try {
            return json.writeValueAsString(problem);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
