package dev.fieldmark.api.rest;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;

/** What is read by those who have no key and count for nobody: probes, metrics, and the page in which a key is entered. */
final class OpenPaths {
    private static final Set<String> PATHS =
            Set.of("/", "/index.html", "/favicon.ico", "/q/metrics", "/v2/health/live", "/v2/health/ready");
    private static final Set<String> FOLDERS = Set.of("/page/", "/q/health/");

    private OpenPaths() {}

    /** By the path as the router reads it, with its dots resolved. */
    static boolean contain(RoutingContext context) {
        String path = context.normalizedPath();
        HttpMethod method = context.request().method();
        return (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD))
                && (PATHS.contains(path) || FOLDERS.stream().anyMatch(path::startsWith));
    }
}
