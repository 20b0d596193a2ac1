package dev.fieldmark.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.fieldmark.jobs.onnx.PublishedSpecies;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code identify} as a user calls it, and kills it. */
class IdentifyIT {
    @TempDir
    Path folder;

    private DroppedPhotos photos;
    private final List<Process> processes = new ArrayList<>();

    @BeforeEach
    void publish() throws Exception {
        photos = DroppedPhotos.in(folder);
        PublishedSpecies.publish(photos.store());
    }

    @AfterEach
    void stop() throws Exception {
        for (Process process : processes) {
            process.destroyForcibly().waitFor();
        }
    }

    private Process start(String... more) throws IOException {
        Process process = photos.start(more);
        processes.add(process);
        return process;
    }

    private Cli run(String... more) {
        return Cli.run(photos.arguments(more).toArray());
    }

    @Test
    void eachPhotoHasOneReplyWheneverItIsKilled() throws Exception {
        int count = 300;
        int kills = 3;
        var random = new Random(5);
        int dropped = 0;
        for (int kill = 1; kill <= kills; kill++) {
            long before = photos.processed();
            Process process = start("--checkpoint-interval", "PT0.3S");
            while (dropped < count * kill / (kills + 1)) {
                photos.drop(dropped++);
            }
            photos.await("photos to be put away", () -> photos.processed() > before);
            while (random.nextInt(10) > 0) {
                photos.drop(dropped++);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(100)); // at any moment, so there is nothing to wait for
            }
            process.destroyForcibly().waitFor();
        }
        while (dropped < count) {
            photos.drop(dropped++);
        }

        Process process = start("--checkpoint-interval", "PT0.3S", "--until-idle", "PT2S");

        assertThat(process.waitFor(3, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(photos.log())).isZero();
        assertThat(photos.answeredNames()).containsExactlyInAnyOrderElementsOf(DroppedPhotos.names(dropped));
        assertThat(photos.processed()).isEqualTo(dropped);
        assertThat(photos.incoming().resolve(".taken")).isEmptyDirectory();
    }

    @Test
    void newVersionsAnswerWhileItRunsAndSigtermEndsItInOrder() throws Exception {
        Process process = start("--checkpoint-interval", "PT0.3S");
        var dropped = new AtomicInteger();
        photos.drop(dropped.getAndIncrement());
        photos.await("a reply of version 1", () -> !photos.finalReplies().isEmpty());

        PublishedSpecies.publish(photos.store());
        photos.await("a reply of version 2", () -> {
            photos.drop(dropped.getAndIncrement());
            TimeUnit.MILLISECONDS.sleep(200);
            return photos.finalReplies().stream()
                    .anyMatch(reply -> reply.path("version").asInt() == 2);
        });
        photos.drop(dropped.getAndIncrement());
        photos.await(
                "the last photo to be taken",
                () -> !Files.exists(photos.incoming().resolve(DroppedPhotos.name(dropped.get() - 1))));
        process.destroy();

        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(photos.log())).isZero();
        assertThat(photos.answeredNames()).containsExactlyInAnyOrderElementsOf(DroppedPhotos.names(dropped.get()));
        assertThat(photos.finalReplies())
                .extracting(reply -> reply.path("version").asInt())
                .containsOnly(1, 2);
        assertThat(Files.readString(photos.log())).contains("species-butterflies@2 answers from now on");
    }

    @Test
    void brokenPhotosHaveAReplyAndAnotherPhotoOfTheSameNameHasItsOwn() throws Exception {
        Files.writeString(photos.incoming().resolve("text.jpg"), "hello");
        Files.createFile(photos.incoming().resolve("empty.jpg"));
        photos.drop(0);
        assertThat(run("--until-idle", "PT1S").exitCode()).isZero();
        photos.drop(0);

        Cli again = run("--until-idle", "PT1S", "--json");

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(again.out()).contains("\"answered\" : 1", "\"broken\" : 0");
        assertThat(photos.answeredNames())
                .containsExactlyInAnyOrder("text.jpg", "empty.jpg", DroppedPhotos.name(0), DroppedPhotos.name(0));
        assertThat(photos.finalReplies().stream()
                        .filter(reply -> reply.get("answer").asText().equals("broken"))
                        .map(reply -> reply.get("photo").asText()))
                .containsExactlyInAnyOrder("text.jpg", "empty.jpg");
    }

    @Test
    void whatACheckpointHoldsDoesNotGrowWithThePhotos() throws Exception {
        int count = 5_000;
        var running = CompletableFuture.supplyAsync(
                () -> run("--checkpoint-interval", "PT0.3S", "--until-idle", "PT3S", "--json"));
        long[] largest = new long[2];
        for (int i = 0; i < count; i++) {
            photos.drop(i);
            int half = 2 * i / count;
            if (i % 10 == 0) {
                largest[half] = Math.max(largest[half], photos.checkpointBytes());
                while (i - photos.processed() > 300) { // as fast as they are answered
                    largest[half] = Math.max(largest[half], photos.checkpointBytes());
                    TimeUnit.MILLISECONDS.sleep(20);
                }
            }
        }

        Cli ended = running.get(5, TimeUnit.MINUTES);

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(photos.answeredNames()).containsExactlyInAnyOrderElementsOf(DroppedPhotos.names(count));
        assertThat(largest[0]).isPositive();
        assertThat(largest[1]).isLessThan(largest[0] * 3 / 2);
    }

    @Test
    void postsEachFinalReply() throws Exception {
        Map<String, String> posted = new ConcurrentHashMap<>();
        var failures = new AtomicInteger(2);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (failures.getAndDecrement() > 0) {
                exchange.sendResponseHeaders(503, -1);
            } else {
                posted.put(exchange.getRequestHeaders().getFirst("Idempotency-Key"), body);
                exchange.sendResponseHeaders(204, -1);
            }
            exchange.close();
        });
        server.start();
        try {
            for (int i = 0; i < 20; i++) {
                photos.drop(i);
            }
            String address = "http://localhost:" + server.getAddress().getPort() + "/replies";
            Cli ended = run("--until-idle", "PT1S", "--webhook", address);
            assertThat(ended.exitCode()).as(ended.err()).isZero();
        } finally {
            server.stop(0);
        }
        assertThat(posted.values())
                .containsExactlyInAnyOrderElementsOf(
                        photos.finalReplies().stream().map(JsonNode::toString).toList())
                .hasSize(20);
    }

    @Test
    void refusesWhatCannotBe() throws Exception {
        assertThat(run("--until-idle", "PT-1S"))
                .returns(2, Cli::exitCode)
                .extracting(Cli::err)
                .asString()
                .contains("--until-idle was PT-1S but must be > PT0S");
        assertThat(run("--processed", photos.incoming().resolve("done").toString()))
                .returns(2, Cli::exitCode)
                .extracting(Cli::err)
                .asString()
                .contains("must not lie within --incoming");
        Cli noModel = Cli.run(
                "identify",
                "--group",
                "birds",
                "--incoming",
                photos.incoming(),
                "--replies",
                folder.resolve("new"),
                "--store",
                photos.store());
        assertThat(noModel.exitCode()).isEqualTo(2);
        assertThat(noModel.err()).isEqualTo("species-birds@latest: no such model in the store\n");
        assertThat(folder.resolve("new")).doesNotExist();
    }
}
