package dev.fieldmark.api.rest;

import dev.fieldmark.api.config.Settings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;

/** The body of one request, on its event loop. What is over a limit is answered at once; the rest of it is let go by. */
final class BodyReading {
    /** How long a refused client may go on sending: closed at once, it would not see the answer. */
    private static final long LINGER_MILLIS = 2_000;

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final Settings settings;
    private final BodyMemory memory;
    private final Buffer body = Buffer.buffer();
    private long taken;
    private long timer;
    private boolean over;

    BodyReading(RoutingContext context, Settings settings, BodyMemory memory) {
        this.context = context;
        this.request = context.request();
        this.settings = settings;
        this.memory = memory;
    }

    void begin() {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > settings.maxBodyBytes()) { // Netty has refused what is no number
            refuse(Problem.of(413, RequestBody.tooLarge(settings.maxBodyBytes()) + " but has " + length));
            return;
        }
        String packing = request.getHeader(HttpHeaders.CONTENT_ENCODING);
        if (packing != null
                && !packing.equalsIgnoreCase(HttpHeaders.IDENTITY.toString())) { // a few bytes may be a bomb
            refuse(Problem.of(415, "the content encoding was " + packing + " but there must be none"));
            return;
        }
        context.addEndHandler(answered -> end());
        timer = context.vertx().setTimer(settings.bodyTimeout().toMillis(), late -> tooSlow());
        request.handler(this::part).endHandler(all -> whole()).exceptionHandler(broken -> end());
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            context.response().writeContinue();
        }
        request.resume();
    }

    private void part(Buffer part) {
        if (over) {
            return;
        }
        if (body.length() + part.length() > settings.maxBodyBytes()) {
            refuse(Problem.of(413, RequestBody.tooLarge(settings.maxBodyBytes())));
        } else if (!memory.tryTake(part.length())) {
            refuse(Problem.busy("the bodies of requests under way take all the memory that they may"));
        } else {
            taken += part.length();
            body.appendBuffer(part);
        }
    }

    private void whole() {
        context.vertx().cancelTimer(timer);
        ((RoutingContextInternal) context).setBody(body);
        context.next();
    }

    private void tooSlow() {
        if (!over) {
            refuse(Problem.of(
                    408,
                    "the body must be here within " + settings.bodyTimeout().toSeconds() + " s"));
        }
        close();
    }

    private void refuse(Problem problem) {
        over = true;
        context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        problem.end(context);
        request.handler(part -> {}).endHandler(all -> close()).resume();
        context.vertx().setTimer(LINGER_MILLIS, late -> close());
    }

    private void close() {
        request.connection().close();
    }

    private void end() {
        over = true;
        context.vertx().cancelTimer(timer);
        memory.giveBack(taken);
        taken = 0;
    }
}
