package dev.fieldmark.jobs.bot.telegram;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.jobs.bot.Await;
import dev.fieldmark.jobs.bot.PlatformException;
import dev.fieldmark.jobs.bot.RunningBot;
import dev.fieldmark.jobs.bot.StandIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a stand-in that speaks the Bot API and fails as its documentation says. */
class TelegramTest {
    private static final String TOKEN = "123456:very-secret-token-of-the-bot";
    private static final String SECRET = "secret-of-the-webhook";
    private static final String METHOD = "/bot" + TOKEN + "/";
    private static final String FILE = "/file/bot" + TOKEN + "/photos/file_1.jpg";

    @TempDir
    private Path folder;

    private StandIn api;

    @SuppressWarnings("NullAway.Init")
    private RunningBot running;

    @BeforeEach
    void open() throws IOException {
        api = new StandIn()
                .on(METHOD + "getMe", ok("{\"id\":123456,\"is_bot\":true}"))
                .on(METHOD + "getFile", ok("{\"file_id\":\"large\",\"file_path\":\"photos/file_1.jpg\"}"))
                .on(FILE, StandIn.bytes(200, new byte[] {5, 6}))
                .on(METHOD + "sendMessage", ok("{\"message_id\":900}"));
    }

    @AfterEach
    void close() {
        if (running != null) {
            running.close();
            assertThat(running.log).noneMatch(line -> line.contains("very-secret") || line.contains(SECRET));
        }
        api.close();
    }

    private static StandIn.Answer ok(String result) {
        return StandIn.json(200, "{\"ok\":true,\"result\":" + result + "}");
    }

    private static StandIn.Answer error(int code, String description, String parameters) {
        return StandIn.json(
                code,
                "{\"ok\":false,\"error_code\":%d,\"description\":\"%s\"%s}".formatted(code, description, parameters));
    }

    private void start(Optional<URI> publicUrl) throws Exception {
        running = RunningBot.start(
                folder,
                Telegram.NAME,
                log -> new Telegram(
                        new Telegram.Settings(
                                api.url(),
                                TOKEN,
                                SECRET,
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                publicUrl,
                                Duration.ofSeconds(2)),
                        RunningBot.TEXTS,
                        Clock.systemUTC(),
                        log::add));
    }

    private void start() throws Exception {
        start(Optional.empty());
    }

    private int deliver(String update, String secret) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(running.url()))
                                .header("X-Telegram-Bot-Api-Secret-Token", secret)
                                .POST(HttpRequest.BodyPublishers.ofString(update))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .statusCode();
    }

    private void deliver(String update) throws Exception {
        assertThat(deliver(update, SECRET)).isEqualTo(200);
    }

    private static String update(int id, String chatType, String content) {
        return """
                {"update_id":%d,"message":{"message_id":42,"from":{"id":7,"is_bot":false,"first_name":"Ann"},
                "chat":{"id":-77,"type":"%s"},"date":1700000000,%s}}""".formatted(id, chatType, content);
    }

    private static String photo(int id) {
        return update(id, "private", """
                "photo":[{"file_id":"small","file_unique_id":"s","width":90,"height":60,"file_size":1000},
                {"file_id":"large","file_unique_id":"l","width":1280,"height":853,"file_size":200000},
                {"file_id":"huge","file_unique_id":"h","width":9000,"height":6000,"file_size":20971521}]""");
    }

    private void answerTo(int id) throws Exception {
        running.reply("telegram-" + id);
        running.awaitLog("answered telegram-" + id);
    }

    private List<StandIn.Asked> sent() {
        return api.asked(METHOD + "sendMessage");
    }

    private static JsonNode json(StandIn.Asked asked) throws IOException {
        return new JsonMapper().readTree(asked.body());
    }

    @Test
    void answersAPhotoInReplyToItsMessage() throws Exception {
        start();
        deliver(photo(1));
        Path laid = folder.resolve("incoming/telegram-1");
        Await.until("the photo", () -> Files.exists(laid));
        assertThat(laid).hasBinaryContent(new byte[] {5, 6});
        answerTo(1);

        assertThat(json(api.asked(METHOD + "getFile").get(0)).path("file_id").asText())
                .isEqualTo("large");
        assertThat(sent()).hasSize(1);
        assertThat(json(sent().get(0))).isEqualTo(new JsonMapper().readTree("""
                                {"chat_id":-77,"text":"Thanks for the photo! Most likely Vanessa atalanta, 91%\\nor Vanessa cardui, 6%",
                                "reply_parameters":{"message_id":42},"link_preview_options":{"is_disabled":true}}"""));
        assertThat(running.journalText()).contains("\"note\":\"900\"");
    }

    @Test
    void anUpdateThatIsDeliveredAgainIsOnePhoto() throws Exception {
        start();
        deliver(photo(1));
        deliver(photo(1));
        answerTo(1);
        deliver(photo(1));
        deliver(photo(2));
        answerTo(2);

        assertThat(sent()).hasSize(2);
        assertThat(api.asked(METHOD + "getFile")).hasSize(2);
    }

    @Test
    void takesAPictureThatWasSentAsAFile() throws Exception {
        start();
        deliver(
                update(
                        1,
                        "group",
                        "\"document\":{\"file_id\":\"large\",\"mime_type\":\"image/png\",\"file_size\":9,\"file_name\":\"a.png\"}"));
        answerTo(1);

        assertThat(sent()).hasSize(1);
    }

    @Test
    void helpsWhoeverTalksToItInPrivateAndNobodyElse() throws Exception {
        start();
        deliver(update(1, "group", "\"text\":\"what a day\""));
        deliver(update(2, "private", "\"text\":\"/start\"").replace("\"is_bot\":false", "\"is_bot\":true"));
        deliver("{\"update_id\":3,\"edited_message\":{\"message_id\":1}}");
        deliver(update(4, "private", "\"document\":{\"file_id\":\"d\",\"mime_type\":\"application/pdf\"}"));
        running.awaitLog("answered telegram-4");

        assertThat(sent())
                .singleElement()
                .satisfies(
                        asked -> assertThat(json(asked).path("text").asText()).isEqualTo(RunningBot.TEXTS.help()));
    }

    @Test
    void saysThatAPictureIsTooLarge() throws Exception {
        start();
        deliver(update(
                1, "private", "\"document\":{\"file_id\":\"d\",\"mime_type\":\"image/tiff\",\"file_size\":20971521}"));
        running.awaitLog("answered telegram-1");

        assertThat(json(sent().get(0)).path("text").asText()).isEqualTo(RunningBot.TEXTS.notFetched());
    }

    @Test
    void refusesWhoDoesNotKnowTheSecret() throws Exception {
        start();

        assertThat(deliver(photo(1), "wrong")).isEqualTo(401);
        assertThat(deliver("[]", SECRET)).isEqualTo(400);
        assertThat(deliver("{\"update", SECRET)).isEqualTo(400);
        assertThat(running.journalText()).doesNotContain("telegram-1");
    }

    @Test
    void waitsAsLongAsTelegramAsks() throws Exception {
        api.once(
                METHOD + "sendMessage",
                error(429, "Too Many Requests: retry after 1", ",\"parameters\":{\"retry_after\":1}"));
        start();
        deliver(photo(1));
        running.reply("telegram-1");
        Await.until("the first try", () -> sent().size() == 1);
        long begin = System.nanoTime();
        running.awaitLog("answered telegram-1");

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(700));
        assertThat(sent()).hasSize(2);
    }

    @Test
    void triesAgainWhatTelegramSaysHasFailed() throws Exception {
        api.once(METHOD + "getFile", error(500, "Internal Server Error", ""))
                .once(METHOD + "getFile", StandIn.dropped())
                .once(FILE, StandIn.json(502, "<html>"))
                .once(METHOD + "sendMessage", error(500, "Internal Server Error", ""));
        start();
        deliver(photo(1));
        answerTo(1);

        assertThat(sent()).hasSize(2);
    }

    @Test
    void asksForANewPathWhereTheOldOneHasExpired() throws Exception {
        api.once(FILE, error(404, "Not Found", ""));
        start();
        deliver(photo(1));
        answerTo(1);

        assertThat(api.asked(METHOD + "getFile")).hasSize(2);
        assertThat(sent()).hasSize(1);
        assertThat(json(sent().get(0)).path("text").asText()).isEqualTo(RunningBot.TEXT);
    }

    @Test
    void saysSoWhereThePhotoCanNotBeHad() throws Exception {
        api.on(METHOD + "getFile", error(400, "Bad Request: file is too big", ""));
        start();
        deliver(photo(1));
        running.awaitLog("answered telegram-1");

        assertThat(json(sent().get(0)).path("text").asText()).isEqualTo(RunningBot.TEXTS.notFetched());
        running.awaitLog("file is too big");
    }

    @Test
    void doesNotSendTwiceWhereTheConnectionDropsAfterTheWorkWasDone() throws Exception {
        api.on(METHOD + "sendMessage", StandIn.dropped());
        start();
        deliver(photo(1));
        running.reply("telegram-1");
        running.awaitLog("gave up telegram-1: the answer may or may not have gone out");

        assertThat(sent()).hasSize(1);
    }

    @Test
    void doesNotSendTwiceWhereAnAnswerDoesNotComeInTimeOrAGatewayFails() throws Exception {
        api.once(METHOD + "sendMessage", api.stalled()).once(METHOD + "sendMessage", StandIn.json(504, "<html>"));
        start();
        deliver(photo(1));
        running.reply("telegram-1");
        running.awaitLog("gave up telegram-1");
        deliver(photo(2));
        running.reply("telegram-2");
        running.awaitLog("gave up telegram-2");

        assertThat(sent()).hasSize(2);
    }

    @Test
    void givesUpWhereTheUserHasBlockedTheBot() throws Exception {
        api.on(METHOD + "sendMessage", error(403, "Forbidden: bot was blocked by the user", ""));
        start();
        deliver(photo(1));
        running.reply("telegram-1");
        running.awaitLog("gave up telegram-1: sendMessage was answered 403 (Forbidden: bot was blocked by the user)");
    }

    @Test
    void doesNotStartWithAWrongToken() {
        api.on(METHOD + "getMe", error(401, "Unauthorized", ""));

        assertThatExceptionOfType(PlatformException.Denied.class)
                .isThrownBy(this::start)
                .withMessageContaining("FIELDMARK_TELEGRAM_TOKEN")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("very-secret"));
    }

    @Test
    void startsWhileTelegramIsDown() throws Exception {
        api.once(METHOD + "getMe", StandIn.json(502, ""));
        start();
        deliver(photo(1));
        answerTo(1);
    }

    @Test
    void tellsTelegramWhereItIsReached() throws Exception {
        api.on(METHOD + "setWebhook", ok("true"));
        start(Optional.of(URI.create("https://bot.example/telegram")));

        assertThat(json(api.asked(METHOD + "setWebhook").get(0))).isEqualTo(new JsonMapper().readTree("""
                                {"url":"https://bot.example/telegram","secret_token":"secret-of-the-webhook",
                                "allowed_updates":["message"]}"""));
    }
}
