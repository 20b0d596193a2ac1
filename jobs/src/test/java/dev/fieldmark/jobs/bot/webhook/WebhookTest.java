package dev.fieldmark.jobs.bot.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.jobs.bot.Await;
import dev.fieldmark.jobs.bot.RunningBot;
import dev.fieldmark.jobs.bot.StandIn;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a receiver that fails as receivers do. */
class WebhookTest {
    private static final String SECRET = SignedWebhook.SECRET;
    private static final byte[] PHOTO = {1, 2, 3};

    @TempDir
    private Path folder;

    private StandIn receiver;

    @SuppressWarnings("NullAway.Init")
    private RunningBot running;

    @BeforeEach
    void open() throws IOException {
        receiver = new StandIn().on("/answers", StandIn.json(200, ""));
    }

    @AfterEach
    void close() {
        if (running != null) {
            running.close();
            assertThat(running.log).noneMatch(line -> line.contains(SECRET));
        }
        receiver.close();
    }

    private void start() throws Exception {
        running = SignedWebhook.start(folder, receiver);
    }

    private HttpResponse<String> post(byte[] body, String signature, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(running.url()))
                .header("X-Fieldmark-Signature", signature)
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** The photo's name. */
    private String accepted(byte[] body, String... headers) throws Exception {
        HttpResponse<String> response = post(body, new Signature(SECRET).of(body), headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        return new JsonMapper().readTree(response.body()).path("photo").asText();
    }

    private int status(byte[] body, String... headers) throws Exception {
        return post(body, new Signature(SECRET).of(body), headers).statusCode();
    }

    private String replyTo() {
        return receiver.url() + "/answers";
    }

    private void answerTo(String photo) throws Exception {
        running.reply(photo);
        running.awaitLog("answered " + photo);
    }

    private List<StandIn.Asked> answers() {
        return receiver.asked("/answers");
    }

    @Test
    void postsTheAnswerSigned() throws Exception {
        start();
        String photo = accepted(PHOTO, "X-Fieldmark-Reply-To", replyTo(), "Idempotency-Key", "message 5");
        Path laid = folder.resolve("incoming").resolve(photo);
        Await.until("the photo", () -> Files.exists(laid));
        assertThat(laid).hasBinaryContent(PHOTO);
        answerTo(photo);

        StandIn.Asked answer = answers().get(0);
        assertThat(new JsonMapper().readTree(answer.body()))
                .isEqualTo(new JsonMapper()
                        .createObjectNode()
                        .put("photo", photo)
                        .put("key", "message 5")
                        .put("text", RunningBot.TEXT));
        assertThat(new Signature(SECRET).isOf(answer.body(), answer.headers().getFirst("X-Fieldmark-Signature")))
                .isTrue();
        assertThat(answer.headers().getFirst("Idempotency-Key")).isEqualTo(photo);
    }

    @Test
    void aMessageThatIsDeliveredAgainIsOnePhoto() throws Exception {
        start();
        String first = accepted(PHOTO, "Idempotency-Key", "a", "X-Fieldmark-Reply-To", replyTo());
        assertThat(accepted(PHOTO, "Idempotency-Key", "a")).isEqualTo(first);
        assertThat(accepted(new byte[] {9}, "Idempotency-Key", "a")).isEqualTo(first);
        String second = accepted(PHOTO, "Idempotency-Key", "b", "X-Fieldmark-Reply-To", replyTo());
        String unkeyed = accepted(PHOTO, "X-Fieldmark-Reply-To", replyTo());
        assertThat(accepted(PHOTO)).isEqualTo(unkeyed);

        assertThat(List.of(first, second, unkeyed)).doesNotHaveDuplicates();
        answerTo(first);
        answerTo(second);
        answerTo(unkeyed);
        assertThat(accepted(PHOTO)).isEqualTo(unkeyed);
        assertThat(answers()).hasSize(3);
        assertThat(folder.resolve("incoming")).isEmptyDirectory();
    }

    @Test
    void refusesWhatIsNotSignedWithTheSecret() throws Exception {
        start();

        assertThat(post(PHOTO, "none").statusCode()).isEqualTo(401);
        assertThat(post(PHOTO, new Signature("another").of(PHOTO)).statusCode()).isEqualTo(401);
        assertThat(post(new byte[] {1, 2}, new Signature(SECRET).of(PHOTO)).statusCode())
                .isEqualTo(401);
        assertThat(running.journalText().lines()).hasSize(1);
    }

    @Test
    void refusesWhatCanNotBeAnswered() throws Exception {
        start();

        assertThat(status(new byte[0])).isEqualTo(422);
        assertThat(status(PHOTO, "Idempotency-Key", "k".repeat(256))).isEqualTo(422);
        assertThat(status(new byte[Webhook.MAX_BYTES + 1])).isEqualTo(413);
        for (String elsewhere : List.of(
                "http://169.254.169.254/latest",
                receiver.url() + "@evil.example/answers",
                receiver.url().toString().replace("127.0.0.1", "localhost") + "/answers",
                "file:///etc/passwd",
                "not a url")) {
            assertThat(status(PHOTO, "X-Fieldmark-Reply-To", elsewhere))
                    .as(elsewhere)
                    .isEqualTo(422);
        }
        assertThat(running.journalText().lines()).hasSize(1);
    }

    @Test
    void takesTheFileOfAForm() throws Exception {
        start();
        String form = "--x\r\nContent-Disposition: form-data; name=\"note\"\r\n\r\nfor you\r\n"
                + "--x\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a.jpg\"\r\n"
                + "Content-Type: image/jpeg\r\n\r\n\u0001\r\n\u0002\r\n--x--\r\n";
        String photo =
                accepted(form.getBytes(StandardCharsets.ISO_8859_1), "Content-Type", "multipart/form-data; boundary=x");

        Path laid = folder.resolve("incoming").resolve(photo);
        Await.until("the photo", () -> Files.exists(laid));
        assertThat(laid).hasBinaryContent(new byte[] {1, '\r', '\n', 2});
        assertThat(status(form.getBytes(StandardCharsets.ISO_8859_1), "Content-Type", "multipart/form-data"))
                .isEqualTo(422);
        assertThat(status(
                        "--x\r\n--x--".getBytes(StandardCharsets.US_ASCII),
                        "Content-Type",
                        "multipart/form-data; boundary=x"))
                .isEqualTo(422);
    }

    @Test
    void postsAgainUntilItIsTakenAlwaysWithTheSameKey() throws Exception {
        receiver.once("/answers", StandIn.json(500, ""))
                .once("/answers", StandIn.dropped())
                .once("/answers", StandIn.json(429, "", "Retry-After", "0"));
        start();
        String photo = accepted(PHOTO, "X-Fieldmark-Reply-To", replyTo());
        answerTo(photo);

        assertThat(answers())
                .hasSize(4)
                .extracting(asked -> asked.headers().getFirst("Idempotency-Key"))
                .containsOnly(photo);
    }

    @Test
    void givesUpWhatTheReceiverRefuses() throws Exception {
        receiver.on("/answers", StandIn.json(401, ""));
        start();
        String photo = accepted(PHOTO, "X-Fieldmark-Reply-To", replyTo());
        running.reply(photo);
        running.awaitLog("gave up " + photo + ": the answer was answered 401");
    }

    @Test
    void isContentWithNowhereToAnswer() throws Exception {
        start();
        answerTo(accepted(PHOTO));

        assertThat(receiver.asked()).isEmpty();
    }

    @Test
    void signsAsRfc4231Says() {
        assertThat(new Signature("Jefe").of("what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    }

    @Test
    void originsAreSchemeHostAndPort() {
        ReplyOrigins origins = ReplyOrigins.of(List.of("https://Garden.example", "http://127.0.0.1:8080/"));

        assertThat(origins.allow("https://garden.example/a?b")).isTrue();
        assertThat(origins.allow("https://garden.example:443/a")).isTrue();
        assertThat(origins.allow("http://garden.example/a")).isFalse();
        assertThat(origins.allow("https://garden.example:444/a")).isFalse();
        assertThat(origins.allow("https://garden.example.evil.example/a")).isFalse();
        assertThat(origins.allow("https://user@garden.example/a")).isFalse();
        assertThat(origins.allow("http://127.0.0.1:8080/a")).isTrue();
        assertThat(origins.allow("http://127.0.0.1/a")).isFalse();
        for (String bad :
                List.of("garden.example", "https://garden.example/a", "ftp://garden.example", "https://a b")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> ReplyOrigins.of(List.of(bad)))
                    .withMessage("was '" + bad + "' but must be an origin like https://garden.example");
        }
    }
}
