package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.ApiKeys;
import dev.fieldmark.api.config.Settings;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;

/** Where {@code fieldmark.api-keys} is set, answers those alone who show a key; but what is open is open. */
@ApplicationScoped
public class KeyCheck {
    private static final String BEARER = "Bearer ";
    private static final String X_API_KEY = "X-Api-Key";
    private static final String CHALLENGE = "WWW-Authenticate";

    void register(@Observes Filters filters, Settings settings) {
        settings.apiKeys().ifPresent(keys -> filters.register(context -> check(context, keys), FilterOrder.API_KEY));
    }

    private static void check(RoutingContext context, ApiKeys keys) {
        Optional<String> owner = shown(context.request()).flatMap(keys::owner);
        owner.ifPresent(name -> Clients.known(context, name));
        if (owner.isPresent() || OpenPaths.contain(context)) {
            context.next();
            return;
        }
        context.response().putHeader(CHALLENGE, "Bearer realm=\"fieldmark\"");
        Problem.of(401, "the request must show a key, as in 'Authorization: Bearer KEY'")
                .end(context);
    }

    private static Optional<String> shown(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.AUTHORIZATION))
                .filter(header -> header.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                .map(header -> header.substring(BEARER.length()).strip())
                .or(() -> Optional.ofNullable(request.getHeader(X_API_KEY)));
    }
}
