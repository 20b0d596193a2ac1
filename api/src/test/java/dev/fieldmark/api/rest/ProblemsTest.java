package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Errors that the framework finds. */
@QuarkusTest
@WithTestResource(StoreFolder.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class ProblemsTest {
    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void open() {
        client = Client.of(base);
    }

    @Test
    void unknownPaths() throws Exception {
        client.get("/nowhere").assertProblem(404, "Not Found", "there is nothing at /nowhere");
        client.get("/q/health").assertProblem(404, "Not Found", "there is nothing at /q/health");
        client.get("/v1/models/a/b/c/d").assertProblem(404, "Not Found", "there is nothing at /v1/models/a/b/c/d");
        client.post("/nowhere", "text/plain", new byte[1]).assertProblem(404, "Not Found", ".*");
    }

    @Test
    void otherMethods() throws Exception {
        var answer = client.get("/v1/keypoints");
        answer.assertProblem(405, "Method Not Allowed", "the method was GET but must be POST");
        assertThat(answer.header("Allow")).contains("POST");
        client.send(HttpRequest.newBuilder(base.resolve("/v1/models")).DELETE())
                .assertProblem(405, "Method Not Allowed", ".*");
        client.send(HttpRequest.newBuilder(base.resolve("/v1/models")).method("NONSENSE", BodyPublishers.noBody()))
                .assertProblem(405, "Method Not Allowed", ".*");
    }

    @Test
    void otherAnswersThanJson() throws Exception {
        client.send(HttpRequest.newBuilder(base.resolve("/v1/models")).header("Accept", "image/gif"))
                .assertProblem(406, "Not Acceptable", ".*");
    }

    @Test
    void unknownModels() throws Exception {
        client.get("/v1/models/nobody").assertProblem(404, "Not Found", "there is no model 'nobody'");
        client.get("/v1/models/..%2f..").assertProblem(404, "Not Found", ".*");
        client.get("/v1/models/nobody/versions/1").assertProblem(404, "Not Found", "there is no model 'nobody'");
    }

    /** The HTTP server refuses them before there is a request to answer: no body, and nothing to be done about it. */
    @Test
    void malformedRequests() throws Exception {
        assertThat(raw("GET /%zz HTTP/1.1\r\nHost: x\r\n\r\n")).matches("(?s)HTTP/1.[01] 400 .*");
        assertThat(raw("nonsense\r\n\r\n")).matches("(?s)HTTP/1.[01] 400 .*");
        assertThat(raw("POST /v1/keypoints HTTP/1.1\r\nHost: x\r\nContent-Length: many\r\n\r\n"))
                .matches("(?s)HTTP/1.[01] 400 .*");
        assertThat(raw("GET /v1/models HTTP/1.1\r\nHost: x\r\nX-Long: " + "x".repeat(40_000) + "\r\n\r\n"))
                .matches("(?s)HTTP/1.[01] 431 .*");
        assertThat(raw("GET /" + "x".repeat(40_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .matches("(?s)HTTP/1.[01] 414 .*");
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket(base.getHost(), base.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
