package dev.fieldmark.jobs.identify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WebhookTest {
    private static final Reply REPLY = new Reply("id-1", false, "{\"photo\":\"a.jpg\",\"answer\":\"species\"}");

    @TempDir
    Path replies;

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Integer> statuses = new ArrayDeque<>();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            heard.add(exchange.getRequestMethod() + " "
                    + exchange.getRequestHeaders().getFirst(Webhook.KEY) + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type") + " " + body);
            Integer status = statuses.poll();
            if (status == null || status != 0) { // else the connection drops
                exchange.sendResponseHeaders(status == null ? 200 : status, -1);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private void post(List<Reply> posted) throws Exception {
        var address = URI.create("http://localhost:" + server.getAddress().getPort() + "/hook");
        try (var webhook = new Webhook(address, replies, Duration.ofMillis(5), 4)) {
            webhook.post(posted);
        }
    }

    @Test
    void postsAReplyWithItsKey() throws Exception {
        post(List.of(REPLY));

        assertThat(heard).containsExactly("POST " + REPLY.key() + " application/json " + REPLY.json());
        assertThat(replies).isEmptyDirectory();
    }

    @Test
    void postsAgainWithTheSameKeyWhatMayPassTheNextTime() throws Exception {
        statuses.addAll(List.of(500, 0, 429));

        post(List.of(REPLY));

        assertThat(heard).hasSize(4).containsOnly("POST " + REPLY.key() + " application/json " + REPLY.json());
        assertThat(replies).isEmptyDirectory();
    }

    @Test
    void writesDownWhatIsRefused() throws Exception {
        statuses.add(404);

        post(List.of(REPLY));

        assertThat(heard).hasSize(1);
        assertThat(replies.resolve(Webhook.DEAD_LETTERS))
                .hasContent(
                        "{\"key\":\"" + REPLY.key() + "\",\"trouble\":\"status 404\",\"reply\":" + REPLY.json() + "}");
    }

    @Test
    void writesDownWhatFailsToTheLast() throws Exception {
        statuses.addAll(List.of(503, 503, 503, 503));

        post(List.of(REPLY));

        assertThat(heard).hasSize(4);
        assertThat(replies.resolve(Webhook.DEAD_LETTERS)).content().contains("\"trouble\":\"status 503\"");
    }

    @Test
    void postsEachOfMany() throws Exception {
        List<Reply> many = IntStream.range(0, 50)
                .mapToObj(i -> new Reply("id-" + i, false, "{\"photo\":\"" + i + "\"}"))
                .toList();

        post(many);

        assertThat(heard)
                .containsExactlyInAnyOrderElementsOf(many.stream()
                        .map(reply -> "POST " + reply.key() + " application/json " + reply.json())
                        .toList());
    }
}
