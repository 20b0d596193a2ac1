package dev.fieldmark.jobs.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.fieldmark.jobs.bot.webhook.SignedWebhook;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the bot's process, again and again, while messages come and answers go. */
class KilledBotIT {
    private static final String TOKEN = "123456:very-secret-token-of-the-bot";
    private static final int KILLS = 5;
    private static final int PER_LIFE = 20;

    @TempDir
    private Path folder;

    private final Random random = new Random(5);
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicBoolean stop = new AtomicBoolean();
    private StandIn outside;

    @SuppressWarnings("NullAway.Init")
    private Process bot;

    private Thread stream;

    @BeforeEach
    void open() throws Exception {
        outside = new StandIn();
        Files.createDirectories(folder.resolve("incoming"));
        stream = new Thread(this::answerPhotos);
        stream.start();
    }

    @AfterEach
    void close() throws Exception {
        stop.set(true);
        stream.join();
        if (bot != null) {
            bot.destroyForcibly().waitFor();
        }
        outside.close();
    }

    /** In the stream's place: takes each photo and replies, once. */
    private void answerPhotos() {
        try {
            while (!stop.get()) {
                for (Path photo : photos()) {
                    Files.delete(photo);
                    RunningBot.replyWithoutTaking(folder, photo.getFileName().toString());
                }
                Thread.sleep(5);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Path> photos() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("incoming"))) {
            return files.filter(file -> !file.getFileName().toString().startsWith("."))
                    .toList();
        }
    }

    /** A process of the command line; its port is in its log. */
    private URI startBot(String... platform) throws Exception {
        Path log = Files.createTempFile(folder, "bot", ".log");
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.fieldmark.jobs.cli.Fieldmark",
                "bot",
                "--group=butterflies",
                "--incoming=" + folder.resolve("incoming"),
                "--replies=" + folder.resolve("replies"),
                "--state=" + folder.resolve("state"),
                "--port=0"));
        command.addAll(List.of(platform));
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.of(
                        "FIELDMARK_WEBHOOK_SECRET", SignedWebhook.SECRET,
                        "FIELDMARK_TELEGRAM_TOKEN", TOKEN,
                        "FIELDMARK_TELEGRAM_SECRET", SignedWebhook.SECRET));
        bot = builder.start();
        Await.until(
                "the bot to listen; it says " + Files.readString(log),
                () -> Files.readString(log).contains("http://"));
        String said = Files.readString(log);
        return URI.create(
                said.substring(said.indexOf("http://")).lines().findFirst().orElseThrow());
    }

    private void killAfterAWhile() throws InterruptedException {
        Thread.sleep(random.nextInt(150));
        bot.destroyForcibly().waitFor();
    }

    /** Delivers as platforms do: until it is acknowledged, and now and then once more. */
    private boolean deliver(URI url, byte[] body, String... headers) throws InterruptedException {
        try {
            HttpResponse<String> response = client.send(
                    HttpRequest.newBuilder(url)
                            .headers(headers)
                            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() < 300;
        } catch (IOException killed) {
            return false;
        }
    }

    private boolean deliverToWebhook(URI url, int message) throws Exception {
        byte[] body = ("photo " + message).getBytes(StandardCharsets.UTF_8);
        return deliver(
                url,
                body,
                "X-Fieldmark-Signature",
                SignedWebhook.signature(body),
                "X-Fieldmark-Reply-To",
                outside.url() + "/answers",
                "Idempotency-Key",
                "m" + message);
    }

    @Test
    void everyMessageOfTheWebhookIsAnsweredOnce() throws Exception {
        Map<String, String> answers = new ConcurrentHashMap<>();
        AtomicInteger repeats = new AtomicInteger();
        outside.on("/answers", (asked, exchange) -> {
            String key = asked.headers().getFirst("Idempotency-Key");
            if (answers.putIfAbsent(key, asked.text()) != null) {
                repeats.incrementAndGet();
            }
            StandIn.json(200, "{}").give(asked, exchange);
        });
        Set<Integer> accepted = new TreeSet<>();
        URI url = URI.create("http://127.0.0.1");
        for (int life = 0; life <= KILLS; life++) {
            url = startBot("--webhook", "--allow-reply-to=" + outside.url());
            for (int i = 0; i < PER_LIFE; i++) {
                int message = life * PER_LIFE + i;
                if (deliverToWebhook(url, message)) {
                    accepted.add(message);
                }
            }
            if (life < KILLS) {
                killAfterAWhile();
            }
        }
        for (int message = 0; message < (KILLS + 1) * PER_LIFE; message++) {
            assertThat(deliverToWebhook(url, message)).isTrue();
            accepted.add(message);
        }

        Await.until("answers: " + answers.size(), () -> answers.size() >= accepted.size());
        assertThat(answers.values())
                .extracting(
                        answer -> new JsonMapper().readTree(answer).path("key").asText())
                .containsExactlyInAnyOrderElementsOf(
                        accepted.stream().map(message -> "m" + message).toList());
        // of each death at most the answers that the four workers had on their way
        assertThat(repeats.get()).isLessThanOrEqualTo(4 * KILLS);
    }

    @Test
    void noPhotoSentToTelegramIsAnsweredTwice() throws Exception {
        String method = "/bot" + TOKEN + "/";
        Map<String, AtomicInteger> answers = new ConcurrentHashMap<>();
        outside.on(method + "getMe", StandIn.json(200, "{\"ok\":true,\"result\":{}}"))
                .on(method + "getFile", StandIn.json(200, "{\"ok\":true,\"result\":{\"file_path\":\"a.jpg\"}}"))
                .on("/file/bot" + TOKEN + "/a.jpg", StandIn.bytes(200, new byte[] {1}))
                .on(method + "sendMessage", (asked, exchange) -> {
                    String message = new JsonMapper()
                            .readTree(asked.body())
                            .at("/reply_parameters/message_id")
                            .asText();
                    answers.computeIfAbsent(message, any -> new AtomicInteger()).incrementAndGet();
                    StandIn.json(200, "{\"ok\":true,\"result\":{\"message_id\":9}}")
                            .give(asked, exchange);
                });
        URI url = URI.create("http://127.0.0.1");
        for (int life = 0; life <= KILLS; life++) {
            url = startBot("--telegram", "--telegram-api=" + outside.url());
            for (int i = 0; i < PER_LIFE; i++) {
                deliverToTelegram(url, life * PER_LIFE + i);
            }
            if (life < KILLS) {
                killAfterAWhile();
            }
        }
        for (int message = 0; message < (KILLS + 1) * PER_LIFE; message++) {
            assertThat(deliverToTelegram(url, message)).isTrue();
        }

        Await.until(
                "the end of all",
                () -> journal().size() == (KILLS + 1) * PER_LIFE
                        && journal().values().stream()
                                .allMatch(state -> state.equals("sent") || state.equals("given-up")));
        long given = journal().values().stream().filter("given-up"::equals).count();
        assertThat(answers.values()).extracting(AtomicInteger::get).containsOnly(1);
        assertThat(answers.size()).isGreaterThanOrEqualTo((int) ((KILLS + 1) * PER_LIFE - given));
        assertThat(given).isLessThanOrEqualTo(4L * KILLS);
    }

    private boolean deliverToTelegram(URI url, int message) throws InterruptedException {
        String update = """
                {"update_id":%d,"message":{"message_id":%d,"from":{"id":7,"is_bot":false},"chat":{"id":7,"type":"private"},
                "photo":[{"file_id":"f","width":9,"height":9,"file_size":9}]}}""".formatted(message, message);
        return deliver(
                url, update.getBytes(StandardCharsets.UTF_8), "X-Telegram-Bot-Api-Secret-Token", SignedWebhook.SECRET);
    }

    /** The last state of each message. */
    private Map<String, String> journal() throws IOException {
        return Files.readAllLines(folder.resolve("state/journal.jsonl")).stream()
                .skip(1)
                .map(line -> {
                    try {
                        return new JsonMapper().readTree(line);
                    } catch (IOException e) {
                        return new JsonMapper().createObjectNode();
                    }
                })
                .filter(json -> json.has("photo"))
                .collect(Collectors.toMap(
                        json -> json.path("photo").asText(),
                        json -> json.path("state").asText(),
                        (one, other) -> other));
    }
}
