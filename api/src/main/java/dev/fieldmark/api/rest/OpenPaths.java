package dev.fieldmark.api.rest;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.function.Supplier;

/** What is read by those who have no key and count for nobody: probes, metrics and the page. */
final class OpenPaths {
    private static final Set<String> PATHS =
            Set.of("/", "/index.html", "/favicon.ico", "/q/metrics", "/v2/health/live", "/v2/health/ready");
    private static final Set<String> FOLDERS = Set.of("/page/", "/q/health/");

    private OpenPaths() {}

    static boolean contain(RoutingContext context) {
        HttpMethod method = context.request().method();
        return (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) && contain(context::normalizedPath);
    }

    /** By the path as the router reads it, with its dots resolved. */
    private static boolean contain(Supplier<String> normalizedPath) {
        try {
            String path = normalizedPath.get();
            return PATHS.contains(path) || FOLDERS.stream().anyMatch(path::startsWith);
        } catch (IllegalArgumentException e) {
            return false; // it has no normal form
        }
    }
}
