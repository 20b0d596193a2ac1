package dev.fieldmark.jobs.bot.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EndpointTest {
    private static final InetSocketAddress FREE = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<String> log = new CopyOnWriteArrayList<>();
    private Endpoint endpoint;

    @BeforeEach
    void open() throws IOException {
        endpoint = Endpoint.open(FREE, "/x", 10, EndpointTest::take, log::add);
    }

    private static Receipt take(Delivery delivery) throws IOException {
        if (delivery.body().length == 0) {
            throw new IOException("disk full");
        }
        return new Receipt(
                202,
                JsonNodeFactory.instance
                        .objectNode()
                        .put("type", delivery.header("content-TYPE").orElse("none")));
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    private HttpResponse<String> send(String url, String method, int bytes) throws Exception {
        return client.send(
                HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "a/b")
                        .method(method, HttpRequest.BodyPublishers.ofByteArray(new byte[bytes]))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void takesWhatIsPosted() throws Exception {
        HttpResponse<String> response = send(endpoint.url(), "POST", 10);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(response.body()).isEqualTo("{\"type\":\"a/b\"}");
    }

    @Test
    void refusesOtherPathsMethodsAndLargeBodies() throws Exception {
        assertThat(send(endpoint.url() + "/y", "POST", 1).statusCode()).isEqualTo(404);
        assertThat(send(endpoint.url(), "PUT", 1).statusCode()).isEqualTo(405);
        HttpResponse<String> large = send(endpoint.url(), "POST", 11);
        assertThat(large.statusCode()).isEqualTo(413);
        assertThat(large.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void asksToDeliverAgainWhatCouldNotBeTaken() throws Exception {
        assertThat(send(endpoint.url(), "POST", 0).statusCode()).isEqualTo(503);
        assertThat(log).singleElement().asString().contains("disk full");
    }

    @Test
    void saysWhichPortIsTaken() {
        URI url = URI.create(endpoint.url());

        assertThatIOException()
                .isThrownBy(() -> Endpoint.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()),
                        "/x",
                        10,
                        EndpointTest::take,
                        log::add))
                .withMessageContaining("cannot listen on ")
                .withMessageContaining(String.valueOf(url.getPort()));
    }
}
