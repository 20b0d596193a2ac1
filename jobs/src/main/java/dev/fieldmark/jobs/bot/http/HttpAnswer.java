package dev.fieldmark.jobs.bot.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.fieldmark.jobs.bot.PlatformException;
import java.io.IOException;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;

/** What a server answered. */
public record HttpAnswer(int status, HttpHeaders headers, byte[] body) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int MOST_WAIT_SECONDS = 3600;

    public boolean isSuccess() {
        return status >= 200 && status < 300;
    }

    /** The body; a missing node where it is no JSON. */
    public JsonNode json() {
        try {
            JsonNode json = JSON.readTree(body);
            return json == null ? MissingNode.getInstance() : json;
        } catch (IOException e) {
            return MissingNode.getInstance();
        }
    }

    /**
     * Passes a success on, and throws otherwise: 401 is {@link PlatformException.Denied}, 429
     * {@link PlatformException.Later}, 5xx {@link PlatformException.Unknown}, all else
     * {@link PlatformException.Refused}.
     *
     * @param what was called, for the message
     * @param said by the server about it; may be empty
     * @param wait before a call may succeed, as the server says, where it does
     */
    public HttpAnswer orThrow(String what, String said, Optional<Duration> wait) throws PlatformException {
        if (isSuccess()) {
            return this;
        }
        String message = what + " was answered " + status + (said.isEmpty() ? "" : " (" + said + ")");
        if (status == TOO_MANY_REQUESTS) {
            throw later(message, wait.or(this::retryAfter));
        }
        if (status >= 500) {
            throw new PlatformException.Unknown(message);
        }
        throw status == 401 ? new PlatformException.Denied(message) : new PlatformException.Refused(message);
    }

    /** An hour at most, whatever the server says; it will say so again. */
    public static PlatformException.Later later(String message, Optional<Duration> wait) {
        Duration most = Duration.ofSeconds(MOST_WAIT_SECONDS);
        return wait.map(asked -> new PlatformException.Later(message, asked.compareTo(most) < 0 ? asked : most))
                .orElseGet(() -> new PlatformException.Later(message));
    }

    private Optional<Duration> retryAfter() {
        return headers.firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)));
    }
}
