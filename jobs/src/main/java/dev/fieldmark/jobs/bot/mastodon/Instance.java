package dev.fieldmark.jobs.bot.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fieldmark.jobs.bot.PlatformException;
import dev.fieldmark.jobs.bot.http.HttpAnswer;
import dev.fieldmark.jobs.bot.http.HttpCalls;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Calls of one Mastodon instance's API. */
final class Instance {
    private final URI base;
    private final String token;
    private final Clock clock;
    private final HttpCalls calls;

    Instance(URI base, String token, Duration timeout, Clock clock) {
        this.base = base;
        this.token = token;
        this.clock = clock;
        this.calls = new HttpCalls(timeout, Redirect.NEVER);
    }

    JsonNode get(String pathAndQuery) throws PlatformException {
        return send(pathAndQuery, request(pathAndQuery).build());
    }

    /** Posts a form; the instance knows a second post of the same key within an hour, and shows it once. */
    JsonNode post(String path, String form, String idempotencyKey) throws PlatformException {
        return send(
                path,
                request(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Idempotency-Key", idempotencyKey)
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build());
    }

    private HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create(base + pathAndQuery)).header("Authorization", "Bearer " + token);
    }

    private JsonNode send(String pathAndQuery, HttpRequest request) throws PlatformException {
        HttpAnswer answer = calls.send(request, HttpCalls.JSON_BYTES);
        JsonNode json = answer.json();
        String said = json.path("error").asText("");
        // other 403s speak of one status, not of the bot
        if (answer.status() == 401 || (answer.status() == 403 && said.contains("scopes"))) {
            throw new PlatformException.Denied(
                    "%s refused the token with %d (%s); FIELDMARK_MASTODON_TOKEN must have the"
                                    .formatted(base, answer.status(), said)
                            + " scopes read:accounts read:notifications read:statuses write:statuses");
        }
        answer.orThrow(pathAndQuery.replaceFirst("\\?.*", ""), said, untilReset(answer));
        if (json.isMissingNode()) {
            throw new PlatformException.Unknown(base + " answered with no JSON; is it a Mastodon instance?");
        }
        return json;
    }

    /** X-RateLimit-Reset is an instant, by the instance's clock. */
    private Optional<Duration> untilReset(HttpAnswer answer) {
        return answer.headers()
                .firstValue("X-RateLimit-Reset")
                .flatMap(Instance::instant)
                .map(reset -> Duration.between(clock.instant(), reset))
                .filter(wait -> !wait.isNegative());
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
