package dev.fieldmark.jobs.bot.mastodon;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fieldmark.jobs.bot.AnswerText;
import dev.fieldmark.jobs.bot.Backoff;
import dev.fieldmark.jobs.bot.Conversation;
import dev.fieldmark.jobs.bot.Platform;
import dev.fieldmark.jobs.bot.PlatformException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * Mentions, asked for every few seconds from where the last ones ended; each is known by its status' id. The answer is a
 * status in reply, to whom the mention was, but never on the public timelines.
 */
public final class Mastodon implements Platform {
    /** In front of its photos' names. */
    public static final String NAME = "mastodon";

    /** Of the hour that Mastodon remembers an Idempotency-Key, some is left for clocks and for the call itself. */
    private static final Duration KEY_REMEMBERED = Duration.ofMinutes(50);

    private static final int PAGE = 40;

    /**
     * How to reach the instance.
     *
     * @param instance e.g. https://mastodon.example
     * @param token of the bot's account
     * @param state folder for how far mentions were read
     * @param poll from one question for mentions to the next
     * @param timeout of a call
     */
    public record Settings(URI instance, String token, Path state, Duration poll, Duration timeout) {
        @Override
        public String toString() {
            return "Mastodon at " + instance;
        }
    }

    private final Settings settings;
    private final AnswerText texts;
    private final Clock clock;
    private final Consumer<String> log;
    private final Instance instance;
    private final Media media;
    private final Cursor cursor;
    private final ScheduledExecutorService poller = Executors.newSingleThreadScheduledExecutor();
    private String account = "";
    private int failures;

    public Mastodon(Settings settings, AnswerText texts, Clock clock, Consumer<String> log) {
        this.settings = settings;
        this.texts = texts;
        this.clock = clock;
        this.log = log;
        this.instance = new Instance(settings.instance, settings.token, settings.timeout, clock);
        this.media = new Media(settings.timeout);
        this.cursor = new Cursor(settings.state);
    }

    @Override
    public String open(Intake intake) {
        pollAfter(Duration.ZERO, intake);
        return "reads mentions at " + settings.instance;
    }

    private void pollAfter(Duration wait, Intake intake) {
        poller.schedule(() -> poll(intake), wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void poll(Intake intake) {
        Duration next = settings.poll;
        try {
            read(intake);
            failures = 0;
        } catch (PlatformException.Denied | IOException e) {
            intake.fail(e);
            return;
        } catch (PlatformException | RuntimeException e) {
            failures++;
            next = e instanceof PlatformException failed
                    ? failed.waitFor().orElseGet(() -> Backoff.PATIENT.after(failures))
                    : Backoff.PATIENT.after(failures);
            log.accept("mentions can't be read now, tries again in " + next.toSeconds() + " s: " + e.getMessage());
        }
        if (!poller.isShutdown()) {
            pollAfter(next, intake);
        }
    }

    private void read(Intake intake) throws PlatformException, IOException {
        if (account.isEmpty()) {
            account = instance.get("/api/v1/accounts/verify_credentials")
                    .path("id")
                    .asText();
        }
        if (cursor.read().isEmpty()) {
            // what was said before the bot was there is not answered
            cursor.write(newest(mentions("limit=1")).orElse("0"));
        }
        List<Mention> page;
        do {
            page = mentions("limit=" + PAGE + "&min_id=" + encoded(cursor.read().orElseThrow()));
            for (Mention mention : page) {
                try {
                    take(intake, mention);
                } catch (IllegalArgumentException e) {
                    log.accept("passed over mention " + mention.id() + ": " + e.getMessage());
                }
            }
            if (!page.isEmpty()) {
                cursor.write(newest(page).orElseThrow());
            }
        } while (!page.isEmpty());
    }

    private static Optional<String> newest(List<Mention> page) {
        return page.stream().map(Mention::id).max(Mention::compareIds);
    }

    private List<Mention> mentions(String query) throws PlatformException {
        JsonNode page = instance.get("/api/v1/notifications?types%5B%5D=mention&" + query);
        return StreamSupport.stream(page.spliterator(), false)
                .map(Mention::new)
                .filter(each -> !each.id().isEmpty())
                .sorted((one, other) -> Mention.compareIds(one.id(), other.id()))
                .toList();
    }

    private void take(Intake intake, Mention mention) throws IOException {
        if (!mention.isByPerson(account)) {
            return;
        }
        if (mention.hasImage()) {
            intake.accept(Conversation.accepted(mention.photo(), mention.address(), clock.instant()));
        } else if (mention.isFirst()) {
            intake.accept(Conversation.answered(mention.photo(), mention.address(), texts.help(), clock.instant()));
        }
    }

    @Override
    public byte[] photo(Conversation conversation) throws PlatformException {
        return media.download(conversation);
    }

    @Override
    public String send(Conversation conversation) throws PlatformException {
        Map<String, String> address = conversation.address();
        Map<String, String> status = new TreeMap<>(Map.of(
                "status",
                "@" + address.get("acct") + " " + conversation.text(),
                "in_reply_to_id",
                String.valueOf(address.get("status")),
                "visibility",
                String.valueOf(address.get("visibility")),
                "language",
                "en"));
        String form = status.entrySet().stream()
                .map(field -> field.getKey() + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return instance.post("/api/v1/statuses", form, "fieldmark-" + conversation.photo())
                .path("id")
                .asText();
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    @Override
    public Duration recognisesRepeats() {
        return KEY_REMEMBERED;
    }

    @Override
    public void close() {
        poller.shutdown();
        try {
            if (!poller.awaitTermination(settings.timeout.toMillis(), TimeUnit.MILLISECONDS)) {
                poller.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
