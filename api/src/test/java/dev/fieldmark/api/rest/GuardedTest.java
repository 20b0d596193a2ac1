package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fieldmark.api.TestStore;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What stands between the world and the resources, where it is set. */
@QuarkusTest
@WithTestResource(value = GuardedFolder.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class GuardedTest {
    private static final String NO_KEY = "the request must show a key, as in 'Authorization: Bearer KEY'";

    @TestHTTPResource("/")
    URI base;

    TestStore store;
    Path log;

    private Client client;

    @BeforeEach
    void publish() throws Exception {
        client = Client.of(base);
        store.publishFirst();
        client.awaitReadiness("keypoints@1"); // which is open
    }

    @Test
    void answersThoseWhoShowAKey() throws Exception {
        assertThat(client.send(photo().header("Authorization", "Bearer " + GuardedFolder.key("bob")))
                        .status())
                .isEqualTo(200);
        assertThat(client.send(photo().header("authorization", "bearer " + GuardedFolder.key("bob")))
                        .status())
                .isEqualTo(200);
        assertThat(client.send(photo().header("X-Api-Key", GuardedFolder.key("bob")))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void refusesThoseWhoDoNot() throws Exception {
        for (HttpRequest.Builder request : new HttpRequest.Builder[] {
            photo(),
            photo().header("Authorization", "Bearer key-of-mallory"),
            photo().header("Authorization", "Basic " + GuardedFolder.key("bob")),
            photo().header("X-Api-Key", ""),
            get("/v1/models"),
            get("/").method("POST", BodyPublishers.noBody()),
            get("/nowhere"),
            get("/page/../v1/models"),
            get("/page/%2e%2e/v1/models"),
            get("/q/health/%2E./../v1/models"),
            get("//v1/models"),
            get("/v1;page/models")
        }) {
            var answer = client.send(request);
            answer.assertProblem(401, "Unauthorized", NO_KEY);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer realm=\"fieldmark\"");
        }
    }

    @Test
    void limitsTheRateOfEachClient() throws Exception {
        Client.Answer last = client.send(models("ann"));
        for (int i = 0; i < 40 && last.status() == 200; i++) {
            last = client.send(models("ann"));
        }
        last.assertProblem(
                429,
                "Too Many Requests",
                "the client asks more often than 0.1 requests a second \\(30 at once\\) allow");
        assertThat(Integer.parseInt(last.header("Retry-After"))).isBetween(1, 10);
        assertThat(client.send(models("bob")).status()).isEqualTo(200);
        assertThat(client.get("/q/health/ready").status()).isEqualTo(200);
    }

    @Test
    void givesEveryAnswerTheIdOfItsRequest() throws Exception {
        var own = client.send(models("eve").header("X-Request-Id", "shop-17:a"));
        assertThat(own.header("X-Request-Id")).isEqualTo("shop-17:a");

        var made = client.send(models("eve"));
        assertThat(made.header("X-Request-Id")).matches("[0-9a-f-]{36}");
        assertThat(client.send(models("eve").header("X-Request-Id", "\"};<x>")).header("X-Request-Id"))
                .matches("[0-9a-f-]{36}");
        assertThat(client.send(models("eve").header("X-Request-Id", "x".repeat(129)))
                        .header("X-Request-Id"))
                .matches("[0-9a-f-]{36}");

        var unknown = client.send(key(get("/v1/models/nobody"), "eve").header("X-Request-Id", "shop-18"));
        unknown.assertProblem(404, "Not Found", "there is no model 'nobody'");
        assertThat(unknown.json().path("requestId").asText()).isEqualTo("shop-18");
        var keyless = client.send(photo().header("X-Request-Id", "shop-19"));
        assertThat(keyless.json().path("requestId").asText()).isEqualTo("shop-19");
    }

    @Test
    void writesALineAboutEveryRequest() throws Exception {
        var answer = client.send(key(photo(), "eve").header("X-Request-Id", "logged-1"));
        assertThat(answer.header("Fieldmark-Model")).isEqualTo("keypoints@1");
        Await.until(() -> logged("logged-1").isPresent());
        JsonNode line = logged("logged-1").orElseThrow();
        assertThat(line.fieldNames())
                .toIterable()
                .containsExactly("time", "id", "client", "method", "path", "status", "bytes", "ms", "model");
        assertThat(line.path("client").asText()).isEqualTo("eve");
        assertThat(line.path("method").asText()).isEqualTo("POST");
        assertThat(line.path("path").asText()).isEqualTo("/v1/keypoints");
        assertThat(line.path("status").asInt()).isEqualTo(200);
        assertThat(line.path("bytes").asInt())
                .isEqualTo(answer.response().body().length());
        assertThat(line.path("ms").asDouble()).isPositive();
        assertThat(line.path("model").asText()).isEqualTo("keypoints@1");

        client.send(get("/%22%0Anowhere").header("X-Request-Id", "logged-2"));
        Await.until(() -> logged("logged-2").isPresent());
        assertThat(logged("logged-2").orElseThrow().path("status").asInt()).isEqualTo(401);
        assertThat(logged("logged-2").orElseThrow().path("client").asText()).isEqualTo("127.0.0.1");
    }

    @Test
    void letsPagesOfOneOriginIn() throws Exception {
        var preflight = client.send(get("/v1/keypoints")
                .header("Origin", GuardedFolder.ORIGIN)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .method("OPTIONS", BodyPublishers.noBody()));
        assertThat(preflight.status()).isEqualTo(200);
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(GuardedFolder.ORIGIN);
        assertThat(preflight.header("Access-Control-Allow-Headers")).contains("authorization");
        assertThat(client.send(photo().header("Origin", GuardedFolder.ORIGIN)).header("Access-Control-Allow-Origin"))
                .isEqualTo(GuardedFolder.ORIGIN);
        assertThat(client.send(photo().header("Origin", "https://other.example"))
                        .header("Access-Control-Allow-Origin"))
                .isEmpty();
    }

    @Test
    void packsAnswersForThoseWhoTakeThem() throws Exception {
        var request = key(photo(), "eve").header("Accept-Encoding", "gzip").build();
        var answer = client.http().send(request, BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        try (var unpacked = new GZIPInputStream(answer.body())) {
            assertThat(new ObjectMapper().readTree(unpacked).path("keypoints")).hasSize(15);
        }
    }

    private HttpRequest.Builder photo() throws IOException {
        return get(KeypointsResource.PATH)
                .header("Content-Type", "image/png")
                .POST(BodyPublishers.ofByteArray(Pictures.grey96Png()));
    }

    private HttpRequest.Builder models(String owner) {
        return key(get("/v1/models"), owner);
    }

    private HttpRequest.Builder get(String path) {
        return HttpRequest.newBuilder(URI.create(base.getScheme() + "://" + base.getAuthority() + path));
    }

    private static HttpRequest.Builder key(HttpRequest.Builder request, String owner) {
        return request.header("X-Api-Key", GuardedFolder.key(owner));
    }

    private Optional<JsonNode> logged(String id) throws IOException {
        var json = new ObjectMapper();
        try (Stream<String> lines = Files.lines(log)) {
            for (String line : lines.toList()) {
                JsonNode node = json.readTree(line);
                if (node.path("id").asText().equals(id)) {
                    return Optional.of(node);
                }
            }
        }
        return Optional.empty();
    }
}
