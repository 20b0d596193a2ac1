package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Asks the service over HTTP. */
public record Client(URI base, HttpClient http) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Client of(URI base) {
        return new Client(
                base,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    public Answer get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path)));
    }

    public Answer post(String path, String contentType, byte[] body) throws IOException, InterruptedException {
        return post(path, contentType, BodyPublishers.ofByteArray(body));
    }

    public Answer post(String path, String contentType, BodyPublisher body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve(path))
                .header("Content-Type", contentType)
                .POST(body));
    }

    public Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = new Answer(http.send(request.build(), BodyHandlers.ofString()));
        ApiContract.check(answer.response());
        return answer;
    }

    /** Waits until the service is ready and says all these of itself. */
    public void awaitReadiness(String... parts) throws Exception {
        Await.until(() -> {
            Answer ready = get("/q/health/ready");
            return ready.status() == 200
                    && List.of(parts).stream().allMatch(ready.response().body()::contains);
        });
    }

    public record Answer(HttpResponse<String> response) {
        public int status() {
            return response.statusCode();
        }

        public String contentType() {
            return header("Content-Type");
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        public JsonNode json() throws IOException {
            return JSON.readTree(response.body());
        }

        /** Checks that this is RFC 9457's form with this status and a detail like this, and tells no inner things. */
        public void assertProblem(int status, String title, String detailPattern) throws IOException {
            assertThat(status()).as(response.body()).isEqualTo(status);
            assertThat(contentType()).isEqualTo("application/problem+json");
            assertThat(json().path("type").asText()).isEqualTo("about:blank");
            assertThat(json().path("title").asText()).isEqualTo(title);
            assertThat(json().path("status").asInt()).isEqualTo(status);
            assertThat(json().path("detail").asText()).matches(detailPattern);
            assertThat(response.body()).doesNotContain("Exception", "dev.fieldmark", "jakarta", "\tat ");
        }
    }
}
