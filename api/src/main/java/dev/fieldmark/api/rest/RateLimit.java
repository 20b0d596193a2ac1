package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.Settings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Optional;

/** Where {@code fieldmark.rate-limit} is set, answers each client so many requests a second and no more. */
@ApplicationScoped
public class RateLimit {
    void register(@Observes Filters filters, Settings settings) {
        settings.rate().ifPresent(rate -> {
            var rates = new ClientRates(rate.perSecond(), rate.burst());
            filters.register(context -> check(context, rates), FilterOrder.RATE_LIMIT);
        });
    }

    private static void check(RoutingContext context, ClientRates rates) {
        Optional<Duration> wait = OpenPaths.contain(context)
                ? Optional.empty()
                : rates.ask(ClientRates.name(Clients.of(context)), System.nanoTime());
        if (wait.isEmpty()) {
            context.next();
            return;
        }
        Problem.of(429, "the client asks more often than " + rates.rule() + " allow")
                .retryAfter(wait.get())
                .end(context);
    }
}
