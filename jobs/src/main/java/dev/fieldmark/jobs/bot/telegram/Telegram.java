package dev.fieldmark.jobs.bot.telegram;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fieldmark.jobs.bot.AnswerText;
import dev.fieldmark.jobs.bot.Conversation;
import dev.fieldmark.jobs.bot.Platform;
import dev.fieldmark.jobs.bot.PlatformException;
import dev.fieldmark.jobs.bot.Secrets;
import dev.fieldmark.jobs.bot.http.Delivery;
import dev.fieldmark.jobs.bot.http.Endpoint;
import dev.fieldmark.jobs.bot.http.Receipt;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Messages by <a href="https://core.telegram.org/bots/api#setwebhook">webhook</a>, each known by its update_id.
 *
 * <p>Telegram has nothing by which it would know a repeated sendMessage: an answer of which nobody knows whether it went
 * out is not sent again.
 */
public final class Telegram implements Platform {
    /** In front of its photos' names. */
    public static final String NAME = "telegram";

    private static final int UPDATE_BYTES = 1 << 20;
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * How to reach Telegram, and how it reaches the bot.
     *
     * @param api https://api.telegram.org
     * @param token of the bot
     * @param secret that Telegram sends with every update
     * @param listen where updates come
     * @param publicUrl by which Telegram gets there; it is told so where this is given
     * @param timeout of a call
     */
    public record Settings(
            URI api, String token, String secret, InetSocketAddress listen, Optional<URI> publicUrl, Duration timeout) {
        @Override
        public String toString() {
            return "Telegram";
        }
    }

    private final Settings settings;
    private final AnswerText texts;
    private final Clock clock;
    private final Consumer<String> log;
    private final BotApi api;
    private @Nullable Endpoint endpoint;

    public Telegram(Settings settings, AnswerText texts, Clock clock, Consumer<String> log) {
        this.settings = settings;
        this.texts = texts;
        this.clock = clock;
        this.log = log;
        this.api = new BotApi(settings.api, settings.token, settings.timeout);
    }

    @Override
    public String open(Intake intake) throws PlatformException, IOException {
        Endpoint opened =
                Endpoint.open(settings.listen, "/telegram", UPDATE_BYTES, delivery -> take(intake, delivery), log);
        endpoint = opened;
        try {
            introduce();
        } catch (PlatformException.Denied e) {
            throw e;
        } catch (PlatformException e) {
            log.accept("Telegram can't be asked now, goes on: " + e.getMessage());
        }
        return "takes Telegram's updates at " + opened.url();
    }

    private void introduce() throws PlatformException {
        api.call("getMe", object());
        if (settings.publicUrl.isPresent()) {
            ObjectNode webhook =
                    object().put("url", settings.publicUrl.get().toString()).put("secret_token", settings.secret);
            webhook.putArray("allowed_updates").add("message");
            api.call("setWebhook", webhook);
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private Receipt take(Intake intake, Delivery delivery) throws IOException {
        Optional<String> secret = delivery.header("X-Telegram-Bot-Api-Secret-Token");
        if (secret.isEmpty() || !Secrets.same(secret.get(), settings.secret)) {
            return Receipt.problem(401, "X-Telegram-Bot-Api-Secret-Token must be the secret of the webhook");
        }
        Update update = update(delivery);
        if (!update.isUpdate()) {
            return Receipt.problem(400, "the body must be an update of Telegram's Bot API");
        }
        switch (update.kind()) {
            case PHOTO -> intake.accept(Conversation.accepted(update.photo(), update.address(), clock.instant()));
            case TOO_LARGE -> say(intake, update, texts.notFetched());
            case TALK -> say(intake, update, texts.help());
            case OTHER -> {}
        }
        return new Receipt(200, object());
    }

    private static Update update(Delivery delivery) throws IOException {
        try {
            return new Update(JSON.readTree(delivery.body()));
        } catch (JacksonException e) {
            return new Update(MissingNode.getInstance());
        }
    }

    private void say(Intake intake, Update update, String text) throws IOException {
        intake.accept(Conversation.answered(update.photo(), update.address(), text, clock.instant()));
    }

    @Override
    public byte[] photo(Conversation conversation) throws PlatformException {
        try {
            return api.download(path(conversation), Update.MAX_BYTES);
        } catch (PlatformException.Refused e) {
            // paths expire: once more, with a new one
            return api.download(path(conversation), Update.MAX_BYTES);
        }
    }

    private String path(Conversation conversation) throws PlatformException {
        return api.call(
                        "getFile",
                        object().put("file_id", conversation.address().get("file")))
                .path("file_path")
                .asText();
    }

    @Override
    public String send(Conversation conversation) throws PlatformException {
        ObjectNode message = object().put(
                        "chat_id", Long.parseLong(conversation.address().getOrDefault("chat", "")))
                .put("text", conversation.text());
        message.putObject("reply_parameters")
                .put("message_id", Long.parseLong(conversation.address().getOrDefault("message", "")));
        message.putObject("link_preview_options").put("is_disabled", true);
        return api.call("sendMessage", message).path("message_id").asText();
    }

    @Override
    public Duration recognisesRepeats() {
        return Duration.ZERO;
    }

    @Override
    public void close() {
        if (endpoint != null) {
            endpoint.close();
        }
    }
}
