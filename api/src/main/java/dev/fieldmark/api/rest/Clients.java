package dev.fieldmark.api.rest;

import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** Who asks: the owner of the key, where keys are set, else the address. */
final class Clients {
    private static final String KEY_OWNER = "fieldmark.key-owner";

    private Clients() {}

    static void known(RoutingContext context, String keyOwner) {
        context.put(KEY_OWNER, keyOwner);
    }

    static String of(RoutingContext context) {
        return Optional.<String>ofNullable(context.get(KEY_OWNER)).orElseGet(() -> address(context));
    }

    /** Behind a proxy the one that it names, where {@code quarkus.http.proxy} says that it may be believed. */
    private static String address(RoutingContext context) {
        SocketAddress address = context.request().remoteAddress();
        return Optional.ofNullable(address).map(SocketAddress::hostAddress).orElse("unknown");
    }
}
