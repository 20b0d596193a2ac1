package dev.fieldmark.api.rest;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.RejectedExecutionException;

/** Answers requests that fail before a resource sees them, or that none of them could be given. */
@ApplicationScoped
public class UnroutedProblems {
    private static final System.Logger LOG = System.getLogger(UnroutedProblems.class.getName());

    void register(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE).failureHandler(UnroutedProblems::answer);
    }

    private static void answer(RoutingContext context) {
        if (context.response().ended()) {
            return;
        }
        if (context.response().headWritten()) {
            context.request().connection().close();
            return;
        }
        problem(context).end(context);
    }

    private static Problem problem(RoutingContext context) {
        int status = context.statusCode();
        if (status >= 400 && status < 500) {
            return Problem.of(status, "the request is no HTTP that can be answered: check its path and its headers");
        }
        if (context.failure() instanceof RejectedExecutionException) {
            return Problem.busy("every thread is taken");
        }
        LOG.log(System.Logger.Level.ERROR, "a request failed", context.failure());
        return Problem.fault();
    }
}
