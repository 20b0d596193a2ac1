package dev.fieldmark.api.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The trace of one request. Names and attributes of HTTP are those of OpenTelemetry's semantic conventions. */
public final class RequestTrace {
    private static final int SERVER_ERROR = 500;

    private final Tracer tracer;
    private final Span span;
    private final String method;

    RequestTrace(Tracer tracer, Span span, String method) {
        this.tracer = tracer;
        this.span = span;
        this.method = method;
    }

    /** A step of it ended just now. */
    public void step(String name, Duration duration) {
        Instant end = Instant.now();
        tracer.spanBuilder(name)
                .setParent(Context.root().with(span))
                .setStartTimestamp(end.minus(duration))
                .startSpan()
                .end(end);
    }

    /**
     * Its answer was sent.
     *
     * @param path where it went; of what is not there only the method becomes the name, so that names stay few
     * @param model name and version that answered, empty where none did
     */
    public void end(String path, int status, String requestId, Optional<String> model) {
        boolean known = status != 404 && status != 405;
        span.updateName(known ? method + " " + path : method)
                .setAttribute("http.request.method", method)
                .setAttribute("url.path", path)
                .setAttribute("http.response.status_code", (long) status)
                .setAttribute("fieldmark.request_id", requestId);
        model.ifPresent(name -> span.setAttribute("fieldmark.model", name));
        if (status >= SERVER_ERROR) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }
}
