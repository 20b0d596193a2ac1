package dev.fieldmark.api.rest;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/** Requests that ask a model. Only questions are posted: whoever looks at models or health asks none. */
final class Questions {
    private Questions() {}

    /** A filter that sees questions alone; whatever else there is goes on. */
    static Handler<RoutingContext> only(Handler<RoutingContext> filter) {
        return context -> {
            if (context.request().method().equals(HttpMethod.POST)) {
                filter.handle(context);
            } else {
                context.next();
            }
        };
    }
}
