package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(StoreFolder.class)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class OpenApiResourceTest {
    @TestHTTPResource("/")
    URI base;

    private Client client;

    @BeforeEach
    void open() {
        client = Client.of(base);
    }

    @Test
    void answersTheDocument() throws Exception {
        var document = client.get("/q/openapi");
        assertThat(document.status()).isEqualTo(200);
        assertThat(document.contentType()).startsWith("application/yaml");
        assertThat(document.response().body()).startsWith("openapi: 3.1.0\n").contains("  /v1/keypoints:\n");
    }

    @Test
    void answersThePageAndAllThatItNeeds() throws Exception {
        var moved = client.get("/q/swagger-ui");
        assertThat(moved.status()).isEqualTo(303);
        String page = base.resolve(moved.header("Location")).getPath();
        assertThat(page).isEqualTo("/q/swagger-ui/");
        assertThat(client.get(page).contentType()).startsWith("text/html");
        for (String part : new String[] {"swagger-ui.css", "swagger-ui-bundle.js", "start.js"}) {
            assertThat(client.get(page).response().body()).contains('"' + part + '"');
            assertThat(client.get(page + part).status()).as(part).isEqualTo(200);
        }
    }
}
