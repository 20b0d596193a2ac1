package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.api.TestStore;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that send a byte now and then, as slow networks and attackers do, hold up nobody else. */
@QuarkusTest
@WithTestResource(StoreFolder.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class SlowClientsTest {
    private static final int EACH = 100;
    private static final String HEAD = "POST /v1/keypoints HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/png\r\n";

    @TestHTTPResource("/")
    URI base;

    TestStore store;

    private Client client;

    @BeforeEach
    void publish() throws Exception {
        client = Client.of(base);
        store.publishFirst();
        client.awaitReadiness("keypoints@1");
    }

    @Test
    void holdUpNobody() throws Exception {
        client.post(KeypointsResource.PATH, "image/png", Pictures.grey96Png()); // the first is slow by itself
        long opened = System.nanoTime();
        List<Socket> inHead = open(HEAD);
        List<Socket> inBody = open(HEAD + "Content-Length: 100000\r\n\r\n.");
        try {
            for (int i = 0; i < 10; i++) {
                dribble(inHead);
                if (Duration.ofNanos(System.nanoTime() - opened).toSeconds() < 2) { // later they may be cut off
                    dribble(inBody);
                }
                long began = System.nanoTime();
                assertThat(client.post(KeypointsResource.PATH, "image/png", Pictures.grey96Png())
                                .status())
                        .isEqualTo(200);
                assertThat(Duration.ofNanos(System.nanoTime() - began))
                        .isLessThan(Duration.ofSeconds(2)); // before they are cut off
            }
            for (Socket socket : inBody) {
                assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                        .startsWith("HTTP/1.1 408 ")
                        .contains("application/problem+json")
                        .contains("\"detail\":\"the body must be here within 3 s\"");
            }
        } finally {
            for (Socket socket : inHead) {
                socket.close();
            }
            for (Socket socket : inBody) {
                socket.close();
            }
        }
    }

    private List<Socket> open(String begin) throws IOException {
        var sockets = new ArrayList<Socket>();
        for (int i = 0; i < EACH; i++) {
            var socket = new Socket(base.getHost(), base.getPort());
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(begin.getBytes(StandardCharsets.US_ASCII));
            sockets.add(socket);
        }
        return sockets;
    }

    private static void dribble(List<Socket> sockets) throws IOException {
        for (Socket socket : sockets) {
            socket.getOutputStream().write('x');
        }
    }
}
