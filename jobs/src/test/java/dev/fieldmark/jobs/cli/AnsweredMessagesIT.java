package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.jobs.bot.RunningBot;
import dev.fieldmark.jobs.bot.StandIn;
import dev.fieldmark.jobs.bot.webhook.ReplyOrigins;
import dev.fieldmark.jobs.bot.webhook.Webhook;
import dev.fieldmark.jobs.onnx.PublishedSpecies;
import dev.fieldmark.jobs.photos.TestPhotos;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bot and the stream together: a message with a photo comes in, an answer of the net goes out. */
class AnsweredMessagesIT {
    private static final String SECRET = "secret-of-the-garden";
    private static final int MESSAGES = 20;

    @TempDir
    private Path folder;

    private final HttpClient client = HttpClient.newHttpClient();
    private DroppedPhotos photos;
    private StandIn receiver;

    @SuppressWarnings("NullAway.Init")
    private RunningBot bot;

    private Process stream;

    @BeforeEach
    void start() throws Exception {
        photos = DroppedPhotos.in(folder);
        PublishedSpecies.publish(photos.store());
        receiver = new StandIn().on("/answers", StandIn.json(200, ""));
        bot = RunningBot.start(
                folder,
                Webhook.NAME,
                log -> new Webhook(
                        new Webhook.Settings(
                                SECRET,
                                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                                ReplyOrigins.of(List.of(receiver.url().toString())),
                                Duration.ofSeconds(2)),
                        Clock.systemUTC(),
                        log::add));
        stream = startStream();
    }

    @AfterEach
    void stop() throws Exception {
        stream.destroyForcibly().waitFor();
        bot.close();
        receiver.close();
    }

    private Process startStream() throws Exception {
        return photos.start("--checkpoint-interval", "PT0.3S");
    }

    private void send(int message) throws Exception {
        var photo = new ByteArrayOutputStream();
        ImageIO.write(TestPhotos.picture(message), "png", photo);
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(bot.url()))
                        .header("X-Fieldmark-Signature", signature(photo.toByteArray()))
                        .header("X-Fieldmark-Reply-To", receiver.url() + "/answers")
                        .header("Idempotency-Key", "m" + message)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(photo.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
    }

    private static String signature(byte[] body) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }

    private List<JsonNode> answers() throws IOException {
        List<JsonNode> answers = new ArrayList<>();
        for (StandIn.Asked asked : receiver.asked("/answers")) {
            answers.add(new JsonMapper().readTree(asked.body()));
        }
        return answers;
    }

    @Test
    void everyMessageIsAnsweredOnceThoughTheStreamIsKilled() throws Exception {
        for (int message = 0; message < MESSAGES / 2; message++) {
            send(message);
        }
        photos.await("the first answers", () -> answers().size() >= 3);
        stream.destroyForcibly().waitFor();
        for (int message = MESSAGES / 2; message < MESSAGES; message++) {
            send(message);
        }
        stream = startStream();

        photos.await("all answers", () -> answers().size() >= MESSAGES);
        stream.destroy(); // in order: what is replied after it would be a second reply
        assertThat(stream.waitFor()).isZero();
        bot.close();
        assertThat(answers())
                .extracting(answer -> answer.path("key").asText())
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, MESSAGES)
                        .mapToObj(message -> "m" + message)
                        .toList());
        assertThat(answers())
                .allSatisfy(answer ->
                        assertThat(answer.path("text").asText()).isNotBlank().doesNotContain("couldn't"));
    }
}
