package dev.fieldmark.jobs.bot.mastodon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import dev.fieldmark.jobs.bot.Await;
import dev.fieldmark.jobs.bot.PlatformException;
import dev.fieldmark.jobs.bot.RunningBot;
import dev.fieldmark.jobs.bot.StandIn;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a stand-in that keeps notifications and statuses as Mastodon does, and fails as its documentation says. */
class MastodonTest {
    private static final String TOKEN = "very-secret-token";
    private static final String NOTIFICATIONS = "/api/v1/notifications";
    private static final String STATUSES = "/api/v1/statuses";
    private static final String IMAGE = "/media/1.jpg";

    @TempDir
    private Path folder;

    private final List<String> mentions = new ArrayList<>();
    private final Map<String, Map<String, String>> published = new LinkedHashMap<>();
    private StandIn instance;

    @SuppressWarnings("NullAway.Init")
    private RunningBot running;

    @BeforeEach
    void open() throws IOException {
        instance = new StandIn();
        instance.on("/api/v1/accounts/verify_credentials", StandIn.json(200, "{\"id\":\"1\",\"acct\":\"bot\"}"))
                .on(NOTIFICATIONS, this::page)
                .on(STATUSES, this::publish)
                .on(IMAGE, StandIn.bytes(200, new byte[] {3, 4}));
    }

    @AfterEach
    void close() {
        if (running != null) {
            running.close();
            assertThat(running.log).noneMatch(line -> line.contains(TOKEN));
        }
        instance.close();
    }

    /** Two notifications a page; with min_id the oldest that are newer, else the newest; always the newest first. */
    private synchronized void page(StandIn.Asked asked, HttpExchange exchange) throws IOException {
        Map<String, String> query = form(asked.uri().getQuery());
        int after = Integer.parseInt(query.getOrDefault("min_id", "0"));
        List<Integer> ids = new ArrayList<>();
        for (int id = after + 1; id <= mentions.size(); id++) {
            ids.add(id);
        }
        List<Integer> page = query.containsKey("min_id")
                ? ids.subList(0, Math.min(2, ids.size()))
                : ids.subList(Math.max(0, ids.size() - 1), ids.size());
        List<String> json =
                page.stream().map(id -> mentions.get(id - 1)).collect(Collectors.toCollection(ArrayList::new));
        java.util.Collections.reverse(json);
        StandIn.json(200, "[" + String.join(",", json) + "]").give(asked, exchange);
    }

    /** A key that was seen is answered with the status that it made. */
    private synchronized void publish(StandIn.Asked asked, HttpExchange exchange) throws IOException {
        String key = asked.headers().getFirst("Idempotency-Key");
        published.computeIfAbsent(key, any -> form(asked.text()));
        StandIn.json(200, "{\"id\":\"900\"}").give(asked, exchange);
    }

    private static Map<String, String> form(String text) {
        return Arrays.stream(text.split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0],
                        field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8),
                        (one, other) -> other,
                        TreeMap::new));
    }

    private synchronized void mention(String status, String image) {
        mention(status, "public", "null", image);
    }

    private synchronized void mention(String status, String visibility, String inReplyTo, String image) {
        mentions.add("""
                {"id":"%d","type":"mention","account":{"id":"7","acct":"ann@garden.example","bot":false},
                "status":{"id":"%s","visibility":"%s","in_reply_to_id":%s,"content":"<p>what is this?</p>",
                "media_attachments":[%s]}}""".formatted(mentions.size() + 1, status, visibility, inReplyTo, image));
    }

    private String image() {
        return "{\"type\":\"image\",\"url\":\"" + instance.url() + IMAGE + "\",\"remote_url\":null}";
    }

    private void start(Duration poll) throws Exception {
        running = RunningBot.start(
                folder,
                Mastodon.NAME,
                log -> new Mastodon(
                        new Mastodon.Settings(
                                instance.url(), TOKEN, folder.resolve("state"), poll, Duration.ofSeconds(2)),
                        RunningBot.TEXTS,
                        Clock.systemUTC(),
                        log::add));
        Await.until("the first look", () -> Files.exists(folder.resolve("state/mentions-read")));
    }

    private void start() throws Exception {
        start(Duration.ofMillis(20));
    }

    private void answerTo(String status) throws Exception {
        running.reply("mastodon-" + status);
        running.awaitLog("answered mastodon-" + status);
    }

    @Test
    void answersAMentionWithAnImage() throws Exception {
        start();
        mention("51", image());
        Path laid = folder.resolve("incoming/mastodon-51");
        Await.until("the photo", () -> Files.exists(laid));
        assertThat(laid).hasBinaryContent(new byte[] {3, 4});
        answerTo("51");

        assertThat(published)
                .isEqualTo(Map.of(
                        "fieldmark-mastodon-51",
                        Map.of(
                                "status", "@ann@garden.example " + RunningBot.TEXT,
                                "in_reply_to_id", "51",
                                "visibility", "unlisted",
                                "language", "en")));
        assertThat(instance.asked(STATUSES).get(0).headers().getFirst("Authorization"))
                .isEqualTo("Bearer " + TOKEN);
        assertThat(instance.asked(IMAGE).get(0).headers().containsKey("Authorization"))
                .isFalse();
        assertThat(instance.asked(NOTIFICATIONS).get(0).uri().getQuery()).startsWith("types[]=mention&");
    }

    @Test
    void readsAllPagesAndNothingTwice() throws Exception {
        start();
        for (int i = 1; i <= 5; i++) {
            mention(String.valueOf(50 + i), image());
        }
        for (int i = 1; i <= 5; i++) {
            answerTo(String.valueOf(50 + i));
        }
        running.close();
        mention("60", image());
        start();
        answerTo("60");

        assertThat(published).hasSize(6);
        assertThat(instance.asked(IMAGE)).hasSize(6);
        assertThat(instance.asked(STATUSES)).hasSize(6);
    }

    @Test
    void doesNotAnswerWhatWasSaidBeforeItWasThere() throws Exception {
        mention("50", image());
        mention("51", image());
        start();
        mention("52", image());
        answerTo("52");

        assertThat(running.journalText()).doesNotContain("mastodon-50").doesNotContain("mastodon-51");
    }

    @Test
    void isNeverMorePublicThanTheMention() throws Exception {
        start();
        mention("51", "unlisted", "null", image());
        mention("52", "private", "null", image());
        mention("53", "direct", "null", image());
        mention("54", "something-new", "null", image());
        for (String status : List.of("51", "52", "53", "54")) {
            answerTo(status);
        }

        assertThat(published.values())
                .extracting(status -> status.get("visibility"))
                .containsExactly("unlisted", "private", "direct", "direct");
    }

    @Test
    void helpsWhoeverBeginsATalkAndStaysOutOfIt() throws Exception {
        start();
        mention("51", "public", "\"900\"", "");
        mention("52", "direct", "null", "{\"type\":\"video\",\"url\":\"x\"}");
        running.awaitLog("answered mastodon-52");

        assertThat(published.values())
                .singleElement()
                .satisfies(status ->
                        assertThat(status.get("status")).isEqualTo("@ann@garden.example " + RunningBot.TEXTS.help()));
    }

    @Test
    void doesNotTalkToBotsNorToItself() throws Exception {
        start();
        synchronized (this) {
            mention("51", image());
            mentions.set(0, mentions.get(0).replace("\"bot\":false", "\"bot\":true"));
            mention("52", image());
            mentions.set(1, mentions.get(1).replace("\"id\":\"7\"", "\"id\":\"1\""));
        }
        mention("53", image());
        answerTo("53");

        assertThat(published).hasSize(1);
        assertThat(running.journalText()).doesNotContain("mastodon-51").doesNotContain("mastodon-52");
    }

    @Test
    void publishesOnceWhereTheConnectionDropsAfterTheWorkWasDone() throws Exception {
        instance.once(
                STATUSES,
                (asked, exchange) -> published.put(asked.headers().getFirst("Idempotency-Key"), form(asked.text())));
        start();
        mention("51", image());
        answerTo("51");

        assertThat(instance.asked(STATUSES)).hasSize(2);
        assertThat(published).hasSize(1);
    }

    @Test
    void waitsUntilTheRateLimitIsReset() throws Exception {
        Instant reset = Instant.now().plusSeconds(1);
        instance.once(
                STATUSES,
                StandIn.json(429, "{\"error\":\"Too many requests\"}", "X-RateLimit-Reset", reset.toString()));
        start();
        mention("51", image());
        answerTo("51");

        assertThat(Instant.now()).isAfter(reset);
        assertThat(published).hasSize(1);
    }

    @Test
    void goesOnReadingAfterFailures() throws Exception {
        start();
        instance.once(NOTIFICATIONS, StandIn.json(503, "<html>"));
        mention("51", image());
        answerTo("51");

        running.awaitLog("mentions can't be read now");
    }

    @Test
    void givesUpWhereTheMentionIsGone() throws Exception {
        instance.on(STATUSES, StandIn.json(404, "{\"error\":\"Record not found\"}"));
        start();
        mention("51", image());
        running.reply("mastodon-51");
        running.awaitLog("gave up mastodon-51: /api/v1/statuses was answered 404 (Record not found)");
    }

    @Test
    void aForbiddenAnswerIsGivenUpButAForbiddenScopeEndsTheBot() throws Exception {
        instance.once(STATUSES, StandIn.json(403, "{\"error\":\"This action is not allowed\"}"))
                .once(STATUSES, StandIn.json(403, "{\"error\":\"This action is outside the authorized scopes\"}"));
        start();
        mention("51", image());
        running.reply("mastodon-51");
        running.awaitLog("gave up mastodon-51");
        mention("52", image());
        running.reply("mastodon-52");

        assertThatExceptionOfType(PlatformException.Denied.class).isThrownBy(() -> running.bot.await());
        running.close();
        start();
        running.awaitLog("answered mastodon-52");
    }

    @Test
    void passesOverAMentionThatCanNotBeTaken() throws Exception {
        start();
        mention("5/1", image());
        mention("52", image());
        answerTo("52");

        running.awaitLog("passed over mention 1");
    }

    @Test
    void endsWithAWrongToken() throws Exception {
        instance.on(
                "/api/v1/accounts/verify_credentials",
                StandIn.json(401, "{\"error\":\"The access token is invalid\"}"));
        running = RunningBot.start(
                folder,
                Mastodon.NAME,
                log -> new Mastodon(
                        new Mastodon.Settings(
                                instance.url(),
                                TOKEN,
                                folder.resolve("state"),
                                Duration.ofMillis(20),
                                Duration.ofSeconds(2)),
                        RunningBot.TEXTS,
                        Clock.systemUTC(),
                        log::add));

        assertThatExceptionOfType(PlatformException.Denied.class)
                .isThrownBy(() -> running.bot.await())
                .withMessageContaining("FIELDMARK_MASTODON_TOKEN")
                .withMessageContaining("The access token is invalid");
    }

    @Test
    void doesNotFetchFromInsideWhatAnotherServerNames() throws Exception {
        start();
        mention("51", "{\"type\":\"image\",\"url\":null,\"remote_url\":\"" + instance.url() + IMAGE + "\"}");
        running.awaitLog("answered mastodon-51");

        assertThat(instance.asked(IMAGE)).isEmpty();
        for (String inside : List.of(
                "https://127.0.0.1/a",
                "https://10.1.2.3/a",
                "https://192.168.1.1/a",
                "https://169.254.169.254/latest",
                "https://[::1]/a",
                "https://[fd00::1]/a",
                "https://[::ffff:127.0.0.1]/a",
                "https://0.0.0.0/a",
                "http://93.184.215.14/a")) {
            assertThatExceptionOfType(PlatformException.Refused.class)
                    .as(inside)
                    .isThrownBy(() -> Media.requirePublic(URI.create(inside)));
        }
        assertThatCode(() -> Media.requirePublic(URI.create("https://93.184.215.14/a")))
                .doesNotThrowAnyException();
    }

    @Test
    void idsAreInTheOrderOfTheirLengthsThenOfTheirCharacters() {
        assertThat(Mention.compareIds("99", "100")).isNegative();
        assertThat(Mention.compareIds("101", "100")).isPositive();
        assertThat(Mention.compareIds("a1", "a1")).isZero();
    }
}
