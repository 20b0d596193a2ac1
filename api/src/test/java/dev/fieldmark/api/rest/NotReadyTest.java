package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinyGraph;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** From an empty store to a broken version to a sound one. */
@QuarkusTest
@WithTestResource(value = StoreFolder.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class NotReadyTest {
    @TestHTTPResource("/")
    URI base;

    TestStore store;

    @Test
    void isReadyOnceAVersionIsLoadedAndSaysWhyNotBefore() throws Exception {
        var client = Client.of(base);
        assertThat(client.get("/q/health/live").status()).isEqualTo(200);
        var empty = client.get("/q/health/ready");
        assertThat(empty.status()).isEqualTo(503);
        assertThat(empty.json().path("problems").path(0).asText()).isEqualTo("the store is empty");
        assertThat(client.get("/v1/models").json().path("models")).isEmpty();
        assertThat(client.get("/v2/health/live").response().body()).isEqualTo("{\"live\":true}");
        assertThat(client.get("/v2/health/ready").status()).isEqualTo(503);
        assertThat(client.get("/v2/health/ready").response().body()).isEqualTo("{\"live\":true,\"ready\":false}");

        var refused = client.post(KeypointsResource.PATH, "image/png", Pictures.grey96Png());
        refused.assertProblem(503, "Service Unavailable", "no version of keypoints is loaded");
        assertThat(refused.header("Retry-After")).isEqualTo("1");

        store.publish(new byte[] {1, 2, 3});
        Await.until(() -> client.get("/q/health/ready").response().body().contains("refused"));
        var broken = client.get("/q/health/ready");
        assertThat(broken.status()).isEqualTo(503);
        assertThat(broken.json().path("problems").path(0).asText())
                .startsWith("keypoints: version 1 refused: ONNX Runtime refuses the graph");
        client.get("/v2/models/keypoints/ready")
                .assertProblem(503, "Service Unavailable", "no version of keypoints is loaded");
        client.get("/v2/models/keypoints/versions/1/ready")
                .assertProblem(503, "Service Unavailable", "keypoints: version 1 refused: .*");

        store.publish(TinyGraph.constant(1));
        Await.until(() -> client.get("/q/health/ready").status() == 200);
        assertThat(client.get("/q/health/ready").response().body())
                .isEqualTo("{\"status\":\"UP\",\"serving\":[\"keypoints@2\"],\"problems\":[]}");
        assertThat(client.get("/v2/health/ready").response().body()).isEqualTo("{\"live\":true,\"ready\":true}");
        assertThat(client.get("/v2/models/keypoints/ready").response().body())
                .isEqualTo("{\"name\":\"keypoints\",\"ready\":true}");
        assertThat(client.post(KeypointsResource.PATH, "image/png", Pictures.grey96Png())
                        .status())
                .isEqualTo(200);
    }
}
