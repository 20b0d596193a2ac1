package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.net.http.HttpRequest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the page and its files are sent. */
@QuarkusTest
@WithTestResource(StoreFolder.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class PageTest {
    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void open() {
        client = Client.of(base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/index.html", "/page/main.js", "/page/page.css", "/page/icon.svg", "/page/face.jpg"})
    void isSentWithWhatKeepsABrowserSafe(String path) throws Exception {
        var answer = client.get(path);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Security-Policy"))
                .startsWith("default-src 'none'; script-src 'self';")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe", "http");
        assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
    }

    @Test
    void isAskedForAgainButSentOnlyWhereItChanged() throws Exception {
        var answer = client.get("/page/main.js");
        assertThat(answer.response().headers().allValues("Cache-Control")).containsExactly("no-cache");
        var again = client.send(HttpRequest.newBuilder(base.resolve("/page/main.js"))
                .header("If-Modified-Since", answer.header("Last-Modified")));
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void hasNothingElseBesideIt() throws Exception {
        client.get("/page/nowhere.js").assertProblem(404, "Not Found", "there is nothing at /page/nowhere.js");
        client.get("/page/").assertProblem(404, "Not Found", "there is nothing at /page/");
        client.post("/", "text/plain", new byte[1]).assertProblem(404, "Not Found", "there is nothing at /");
    }

    @Test
    void answersOfTheApiAreNotSniffedEither() throws Exception {
        assertThat(client.get("/v1/models").header("X-Content-Type-Options")).isEqualTo("nosniff");
    }
}
