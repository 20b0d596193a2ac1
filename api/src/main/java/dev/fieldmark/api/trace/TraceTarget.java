package dev.fieldmark.api.trace;

import java.net.URI;

/**
 * Where traces go.
 *
 * @param endpoint takes OTLP over HTTP, as in {@code http://localhost:4318/v1/traces}
 * @param share of the requests that no caller traces already, 0 to 1; those that one does follow its decision
 */
public record TraceTarget(URI endpoint, double share) {
    public TraceTarget {
        if (!("http".equals(endpoint.getScheme()) || "https".equals(endpoint.getScheme()))
                || endpoint.getHost() == null) {
            throw new IllegalArgumentException("fieldmark.trace-endpoint was '" + endpoint
                    + "' but must be an http or https address, as in http://localhost:4318/v1/traces");
        }
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("fieldmark.trace-share was " + share + " but must be 0 to 1");
        }
    }
}
