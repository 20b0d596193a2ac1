package dev.fieldmark.jobs.bot.telegram;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fieldmark.jobs.bot.PlatformException;
import dev.fieldmark.jobs.bot.http.HttpAnswer;
import dev.fieldmark.jobs.bot.http.HttpCalls;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;

/** Calls of Telegram's Bot API. The token is part of every URL: no URL may stand in a message. */
final class BotApi {
    private static final String DENIED =
            "Telegram refused the token with %d (%s); FIELDMARK_TELEGRAM_TOKEN must be the one BotFather gave";

    private final URI base;
    private final String token;
    private final HttpCalls calls;

    BotApi(URI base, String token, Duration timeout) {
        this.base = base;
        this.token = token;
        this.calls = new HttpCalls(timeout, Redirect.NEVER);
    }

    /**
     * Calls a method.
     *
     * @return its {@code result}
     */
    JsonNode call(String method, ObjectNode parameters) throws PlatformException {
        HttpAnswer answer = calls.send(
                HttpRequest.newBuilder(URI.create(base + "/bot" + token + "/" + method))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(parameters.toString()))
                        .build(),
                HttpCalls.JSON_BYTES);
        JsonNode json = answer.json();
        if (answer.isSuccess() && json.path("ok").asBoolean()) {
            return json.path("result");
        }
        String said = json.path("description").asText("");
        refuseDenied(answer.status(), said);
        if (answer.status() >= 500 && json.path("ok").isBoolean()) {
            // the API itself, not a gateway before it, says that the call failed
            throw new PlatformException.Later(method + " was answered " + answer.status() + " (" + said + ")");
        }
        JsonNode seconds = json.path("parameters").path("retry_after");
        Optional<Duration> wait =
                seconds.canConvertToInt() ? Optional.of(Duration.ofSeconds(seconds.intValue())) : Optional.empty();
        answer.orThrow(method, said, wait);
        throw new PlatformException.Unknown(method + " was answered " + answer.status() + " with no result");
    }

    /** A token that Telegram does not know is a 401, one that can't be a token a 404 of the method. */
    private static void refuseDenied(int status, String said) throws PlatformException {
        if (status == 401 || status == 404) {
            throw new PlatformException.Denied(DENIED.formatted(status, said));
        }
    }

    /** The bytes of a file; its path is good for an hour. A 404 is {@link PlatformException.Refused}. */
    byte[] download(String filePath, int maxBytes) throws PlatformException {
        URI file;
        try {
            file = URI.create(base + "/file/bot" + token + "/" + filePath);
        } catch (IllegalArgumentException e) {
            throw new PlatformException.Refused("file_path was no path");
        }
        return calls.send(HttpRequest.newBuilder(file).build(), maxBytes)
                .orThrow("the file", "", Optional.empty())
                .body();
    }
}
