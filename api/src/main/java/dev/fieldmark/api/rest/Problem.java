package dev.fieldmark.api.rest;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.fieldmark.image.PhotoException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;

/**
 * What went wrong, for the client: RFC 9457's members. The type is {@code about:blank}, so the title is the status's
 * own.
 *
 * @param detail what was and what must be
 * @param error the same once more, as the Open Inference Protocol calls it; absent elsewhere
 * @param requestId of the request, as the log has it
 * @param retryAfter when the same request may succeed, where waiting helps
 */
@RegisterForReflection // answered in a Response, where the build does not see its type
record Problem(
        String type,
        String title,
        int status,
        String detail,
        Optional<String> error,
        Optional<String> requestId,
        @JsonIgnore Optional<Duration> retryAfter) {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final String OPEN_INFERENCE = "/v2";

    static Problem of(int status, String detail) {
        return new Problem(
                "about:blank", title(status), status, detail, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Too much to do at the moment. */
    static Problem busy(String detail) {
        return of(503, detail).retryAfter(Duration.ofSeconds(1));
    }

    /** The service's own fault, which its log tells. */
    static Problem fault() {
        return of(500, "the service failed at this request; its log says why");
    }

    Problem retryAfter(Duration wait) {
        return new Problem(type, title, status, detail, error, requestId, Optional.of(wait));
    }

    /** Of the request with this id. */
    Problem of(String id) {
        return new Problem(type, title, status, detail, error, Optional.of(id), retryAfter);
    }

    /** RFC 9110's phrase: JAX-RS doesn't know 422 and 429, and 413 by an older name. */
    private static String title(int status) {
        return switch (status) {
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            case 429 -> "Too Many Requests";
            default -> {
                Response.Status known = Response.Status.fromStatusCode(status);
                yield known == null ? "Error" : known.getReasonPhrase();
            }
        };
    }

    static Problem of(PhotoException e) {
        return of(e instanceof PhotoException.Unsupported ? 415 : 422, String.valueOf(e.getMessage()));
    }

    /** As the clients of this path read it. */
    Problem at(String path) {
        return path.startsWith(OPEN_INFERENCE)
                ? new Problem(type, title, status, detail, Optional.of(detail), requestId, retryAfter)
                : this;
    }

    Response toResponse() {
        Response.ResponseBuilder response =
                Response.status(status).type(MEDIA_TYPE).entity(this);
        retryAfterSeconds().ifPresent(seconds -> response.header(HttpHeaders.RETRY_AFTER.toString(), seconds));
        return response.build();
    }

    /** Answers a request that no resource sees. */
    void end(RoutingContext context) {
        var response = context.response();
        retryAfterSeconds().ifPresent(seconds -> response.putHeader(HttpHeaders.RETRY_AFTER, seconds));
        Problem here =
                Optional.ofNullable(context.request().path()).map(this::at).orElse(this);
        Problem known = Optional.ofNullable(response.headers().get(RequestLog.REQUEST_ID))
                .map(here::of)
                .orElse(here);
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, MEDIA_TYPE)
                .end(known.json().encode());
    }

    private JsonObject json() {
        var json = JsonObject.of("type", type, "title", title, "status", status, "detail", detail);
        error.ifPresent(text -> json.put("error", text));
        requestId.ifPresent(id -> json.put("requestId", id));
        return json;
    }

    /** Whole seconds, at least one. */
    private Optional<String> retryAfterSeconds() {
        return retryAfter.map(
                wait -> Long.toString(Math.max(1, wait.plusMillis(999).toSeconds())));
    }
}
