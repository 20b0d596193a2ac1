package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinyGraph;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** A canary, and what the metrics tell of it. */
@QuarkusTest
@WithTestResource(
        value = StoreFolder.class,
        scope = TestResourceScope.RESTRICTED_TO_CLASS,
        initArgs = @ResourceArg(name = "fieldmark.canary", value = "keypoints@2=50%"))
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class CanaryTest {
    private static final int REQUESTS = 64; // of which none, or all, go to the canary once in 2^63

    @TestHTTPResource("/")
    URI base;

    TestStore store;

    @Test
    void answersItsShareAndIsCounted() throws Exception {
        var client = Client.of(base);
        store.publish(TinyGraph.constant(1));
        client.awaitReadiness("keypoints@1", "keypoints: canary keypoints@2 is not in the store");
        assertThat(client.get("/v1/models/keypoints").json().path("canary").toString())
                .isEqualTo("{\"share\":0.5,\"problem\":\"keypoints@2 is not in the store\"}");

        store.publish(TinyGraph.constant(2));
        client.awaitReadiness("keypoints@2\"");
        store.store().alias(TestStore.KEYPOINTS, ModelStore.LATEST, new ModelVersion(1));
        client.awaitReadiness("\"keypoints@1\",\"keypoints@2=50%\"", "\"problems\":[]");
        assertThat(client.get("/v1/models/keypoints").json().path("canary").toString())
                .isEqualTo("{\"version\":2,\"share\":0.5}");

        int[] answers = new int[3];
        for (int i = 0; i < REQUESTS; i++) {
            var answer = client.post(KeypointsResource.PATH, "image/png", Pictures.grey96Png());
            answers[answer.json().path("version").asInt()]++;
        }
        assertThat(answers[1]).isBetween(1, REQUESTS - 1);
        assertThat(client.post(KeypointsResource.PATH, "image/png", new byte[] {1})
                        .status())
                .isEqualTo(415);
        assertThat(client.post(KeypointsResource.PATH + "?model=nonsense", "image/png", new byte[] {1})
                        .status())
                .isEqualTo(404);

        var metrics = client.get("/q/metrics");
        assertThat(metrics.contentType()).startsWith("text/plain");
        var scrape = Scrape.of(metrics.response().body());
        for (int version = 1; version <= 2; version++) {
            String labels = "model=\"keypoints\",version=\"" + version + "\"";
            assertThat(scrape.value("fieldmark_requests_total{model=\"keypoints\",outcome=\"answered\",version=\""
                            + version + "\"}"))
                    .isEqualTo(answers[version]);
            assertThat(scrape.value("fieldmark_request_seconds_count{" + labels + "}"))
                    .isEqualTo(answers[version]);
            assertThat(scrape.value("fieldmark_net_pictures_sum{" + labels + "}"))
                    .isGreaterThan(answers[version]); // with those that proved it
        }
        assertThat(scrape.value("fieldmark_serving_version{model=\"keypoints\",role=\"followed\"}"))
                .isEqualTo(1);
        assertThat(scrape.value("fieldmark_serving_version{model=\"keypoints\",role=\"canary\"}"))
                .isEqualTo(2);
        assertThat(scrape.value("fieldmark_canary_share{model=\"keypoints\"}")).isEqualTo(0.5);
        assertThat(scrape.value("fieldmark_nets_loaded")).isEqualTo(2);
        assertThat(scrape.value("fieldmark_requests_under_way")).isZero();
        assertThat(scrape.value("fieldmark_decode_seconds_count")).isEqualTo(REQUESTS);
        assertThat(scrape.value("fieldmark_store_look_seconds_count")).isPositive();
        assertThat(scrape.value("fieldmark_requests_total{model=\"none\",outcome=\"refused\",version=\"none\"}"))
                .isEqualTo(1); // the unknown model's; the damaged picture's counts for a version
        assertThat(metrics.response().body()).doesNotContain("nonsense");
    }
}
