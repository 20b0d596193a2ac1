package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinyGraph;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** The native executable over a store on S3: Amazon's SDK is in it. What the store does there is tested on the JVM. */
@QuarkusIntegrationTest
@WithTestResource(value = StoreBucket.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
final class StoreBucketIT {
    @TestHTTPResource("/")
    URI base;

    TestStore store;

    @Test
    void servesWhatIsPublishedInABucket() throws Exception {
        var client = Client.of(base);
        for (int version = 1; version <= 2; version++) {
            store.publish(TinyGraph.constant(version));
            client.awaitReadiness("keypoints@" + version + "\"");
            var answer = client.post(KeypointsResource.PATH, "image/png", Pictures.grey96Png());
            assertThat(answer.json().path("version").asInt()).isEqualTo(version);
            assertThat(answer.json().path("keypoints").path(0).path("x").asInt())
                    .isEqualTo(version);
        }
    }
}
