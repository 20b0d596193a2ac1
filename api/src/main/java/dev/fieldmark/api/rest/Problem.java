package dev.fieldmark.api.rest;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/**
 * What went wrong, for the client: RFC 9457's members. The type is {@code about:blank}, so the title is the status's
 * own.
 *
 * @param detail what was and what must be
 * @param error the same once more, as the Open Inference Protocol calls it; absent elsewhere
 */
@RegisterForReflection // answered in a Response, where the build does not see its type
record Problem(String type, String title, int status, String detail, Optional<String> error) {
    static final String MEDIA_TYPE = "application/problem+json";

    private static final String OPEN_INFERENCE = "/v2";

    static Problem of(int status, String detail) {
        return new Problem("about:blank", title(status), status, detail, Optional.empty());
    }

    /** RFC 9110's phrase: JAX-RS doesn't know 422, and 413 by an older name. */
    private static String title(int status) {
        return switch (status) {
            case 413 -> "Content Too Large";
            case 422 -> "Unprocessable Content";
            default -> {
                Response.Status known = Response.Status.fromStatusCode(status);
                yield known == null ? "Error" : known.getReasonPhrase();
            }
        };
    }

    /** As the clients of this path read it. */
    Problem at(String path) {
        return path.startsWith(OPEN_INFERENCE) ? new Problem(type, title, status, detail, Optional.of(detail)) : this;
    }

    Response toResponse() {
        return Response.status(status).type(MEDIA_TYPE).entity(this).build();
    }
}
