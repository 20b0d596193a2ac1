package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.jobs.bot.RunningBot;
import dev.fieldmark.jobs.bot.StandIn;
import dev.fieldmark.jobs.bot.webhook.SignedWebhook;
import dev.fieldmark.jobs.onnx.PublishedSpecies;
import dev.fieldmark.jobs.photos.TestPhotos;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bot and the stream together: a message with a photo comes in, an answer of the net goes out. */
class AnsweredMessagesIT {
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
        bot = SignedWebhook.start(folder, receiver);
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
                        .header("X-Fieldmark-Signature", SignedWebhook.signature(photo.toByteArray()))
                        .header("X-Fieldmark-Reply-To", receiver.url() + "/answers")
                        .header("Idempotency-Key", "m" + message)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(photo.toByteArray()))
                        .build(),
                HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
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
