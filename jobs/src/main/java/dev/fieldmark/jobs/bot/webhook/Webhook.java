package dev.fieldmark.jobs.bot.webhook;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.fieldmark.jobs.bot.Conversation;
import dev.fieldmark.jobs.bot.Journal;
import dev.fieldmark.jobs.bot.Platform;
import dev.fieldmark.jobs.bot.PlatformException;
import dev.fieldmark.jobs.bot.http.Delivery;
import dev.fieldmark.jobs.bot.http.Endpoint;
import dev.fieldmark.jobs.bot.http.HttpCalls;
import dev.fieldmark.jobs.bot.http.Receipt;
import dev.fieldmark.jobs.data.Sha256;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Photos that are posted and signed; answers that are posted back and signed. An answer bears the photo's name as its
 * Idempotency-Key, so that who takes it can know it again: it is repeated until it is answered.
 */
public final class Webhook implements Platform {
    /** In front of its photos' names. */
    public static final String NAME = "webhook";

    /** Largest photo, with what multipart puts around it. */
    static final int MAX_BYTES = 20 << 20;

    private static final int KEY_CHARACTERS = 255;
    private static final int NAME_CHARACTERS = 32;
    private static final String KEY = "Idempotency-Key";
    private static final String REPLY_TO = "X-Fieldmark-Reply-To";

    /**
     * How the bot is reached.
     *
     * @param secret that bodies are signed with, both ways
     * @param listen where messages come
     * @param origins where answers may go
     * @param timeout of a call
     */
    public record Settings(String secret, InetSocketAddress listen, ReplyOrigins origins, Duration timeout) {
        @Override
        public String toString() {
            return "webhook at " + listen;
        }
    }

    private final Settings settings;
    private final Signature signature;
    private final Clock clock;
    private final Consumer<String> log;
    private final HttpCalls calls;
    private @Nullable Endpoint endpoint;

    public Webhook(Settings settings, Clock clock, Consumer<String> log) {
        this.settings = settings;
        this.signature = new Signature(settings.secret);
        this.clock = clock;
        this.log = log;
        this.calls = new HttpCalls(settings.timeout, Redirect.NEVER);
    }

    @Override
    public String open(Intake intake) throws IOException {
        Endpoint opened =
                Endpoint.open(settings.listen, "/messages", MAX_BYTES, delivery -> take(intake, delivery), log);
        endpoint = opened;
        return "takes messages at " + opened.url();
    }

    private Receipt take(Intake intake, Delivery delivery) throws IOException {
        byte[] body = delivery.body();
        if (!signature.isOf(body, delivery.header(Signature.HEADER).orElse(""))) {
            return Receipt.problem(
                    401, Signature.HEADER + " must be sha256= and the hex HMAC-SHA256 of the body under the secret");
        }
        String type = delivery.header("Content-Type").orElse("");
        Optional<byte[]> photo = Multipart.is(type) ? Multipart.file(type, body) : Optional.of(body);
        if (photo.isEmpty() || photo.get().length == 0) {
            return Receipt.problem(422, "the body must be a photo, or multipart/form-data with one");
        }
        Optional<String> key = delivery.header(KEY);
        if (key.isPresent() && (key.get().isBlank() || key.get().length() > KEY_CHARACTERS)) {
            return Receipt.problem(422, KEY + " must have 1 to " + KEY_CHARACTERS + " characters");
        }
        Optional<String> replyTo = delivery.header(REPLY_TO);
        if (replyTo.isPresent() && !settings.origins.allow(replyTo.get())) {
            return Receipt.problem(422, REPLY_TO + " must be a URL of an origin that --allow-reply-to names");
        }
        Map<String, String> address = new TreeMap<>();
        key.ifPresent(value -> address.put("key", value));
        replyTo.ifPresent(value -> address.put("replyTo", value));
        String name = name(key, photo.get());
        boolean isNew = intake.accept(Conversation.accepted(name, address, clock.instant()), photo.get());
        return new Receipt(
                202, JsonNodeFactory.instance.objectNode().put("photo", name).put("known", !isNew));
    }

    /** The same for the same key, or where none is given for the same photo. */
    private static String name(Optional<String> key, byte[] photo) {
        String hash = key.map(value -> Sha256.hex(("key " + value).getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> Sha256.hex(photo));
        return NAME + "-" + hash.substring(0, NAME_CHARACTERS);
    }

    @Override
    public byte[] photo(Conversation conversation) throws PlatformException {
        throw new PlatformException.Refused("the photo that came with the message is gone from the state folder");
    }

    @Override
    public String send(Conversation conversation) throws PlatformException {
        Map<String, String> address = conversation.address();
        String replyTo = address.getOrDefault("replyTo", "");
        if (replyTo.isEmpty()) {
            return "no " + REPLY_TO;
        }
        if (!settings.origins.allow(replyTo)) {
            throw new PlatformException.Refused(replyTo + " is no longer allowed by --allow-reply-to");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode().put("photo", conversation.photo());
        if (address.containsKey("key")) {
            answer.put("key", address.get("key"));
        }
        byte[] body = answer.put("text", conversation.text()).toString().getBytes(StandardCharsets.UTF_8);
        int status;
        try {
            status = calls.send(
                            HttpRequest.newBuilder(URI.create(replyTo))
                                    .header("Content-Type", "application/json")
                                    .header(Signature.HEADER, signature.of(body))
                                    .header(KEY, conversation.photo())
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                            HttpCalls.JSON_BYTES)
                    .orThrow("the answer", "", Optional.empty())
                    .status();
        } catch (PlatformException.Denied e) {
            // one receiver's 401 says nothing of the others
            throw new PlatformException.Refused(String.valueOf(e.getMessage()));
        }
        return "answered " + status;
    }

    @Override
    public Duration recognisesRepeats() {
        return Journal.KEPT;
    }

    @Override
    public void close() {
        if (endpoint != null) {
            endpoint.close();
        }
    }
}
