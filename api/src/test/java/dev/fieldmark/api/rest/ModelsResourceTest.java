package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinyGraph;
import dev.fieldmark.store.ModelVersion;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(value = StoreFolder.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class ModelsResourceTest {
    @TestHTTPResource("/")
    URI base;

    TestStore store;

    @Test
    void tellsModelsVersionsManifestsAndAliases() throws Exception {
        var client = Client.of(base);
        store.publish(TinyGraph.constant(1));
        store.publish(TinyGraph.constant(2));
        client.awaitReadiness("keypoints@2");

        String keypoints = """
                {"name":"keypoints","versions":[1,2],"aliases":{"latest":2,"previous":1},"serving":2}""";
        assertThat(client.get("/v1/models").response().body()).isEqualTo("{\"models\":[" + keypoints + "]}");
        assertThat(client.get("/v1/models/keypoints").response().body()).isEqualTo(keypoints);

        var second = client.get("/v1/models/keypoints/versions/2").json();
        assertThat(second.path("serving").asBoolean()).isTrue();
        assertThat(second.path("aliases").toString()).isEqualTo("[\"latest\"]");
        assertThat(second.path("manifest").path("version").asInt()).isEqualTo(2);
        assertThat(second.path("manifest").path("createdAt").asText())
                .startsWith("20")
                .endsWith("Z");
        assertThat(second.path("manifest").path("metrics").path("rmse-pixels").asDouble())
                .isEqualTo(2.5);
        assertThat(second.path("manifest").path("signature").path("labels")).hasSize(15);
        assertThat(second.path("manifest").path("provenance").has("publicationKey"))
                .isFalse();

        var first = client.get("/v1/models/keypoints/versions/previous").json();
        assertThat(first.path("manifest").path("version").asInt()).isEqualTo(1);
        assertThat(first.path("serving").asBoolean()).isFalse();

        client.get("/v1/models/keypoints/versions/3")
                .assertProblem(404, "Not Found", "model keypoints has no version '3'");
        client.get("/v1/models/keypoints/versions/nonsense")
                .assertProblem(404, "Not Found", "model keypoints has no version 'nonsense'");
        client.get("/v1/models/keypoints/versions/..%2F..")
                .assertProblem(404, "Not Found", "model keypoints has no version '\\.\\./\\.\\.'");

        Files.writeString(store.graph(new ModelVersion(1)).resolveSibling("manifest.json"), "{");
        client.get("/v1/models/keypoints/versions/1")
                .assertProblem(500, "Internal Server Error", "the service failed at this request; its log says why");
        assertThat(client.get("/v1/models/keypoints").status()).isEqualTo(200);
    }
}
