package dev.fieldmark.api.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fieldmark.api.rest.Scrape;
import dev.fieldmark.api.serve.Canary;
import dev.fieldmark.api.serve.ModelStatus;
import dev.fieldmark.api.serve.ModelStatus.CanaryStatus;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.ModelVersion;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

final class MetricsTest {
    private static final ModelName KEYPOINTS = new ModelName("keypoints");
    private static final Duration FIVE_MS = Duration.ofMillis(5);
    private static final Pattern METRIC = Pattern.compile("\\b(?:fieldmark|process)_[a-z_]+");

    private final Metrics metrics = new Metrics();

    @Test
    void countsARequestForTheVersionThatAnswered() {
        metrics.opened(KEYPOINTS, new ModelVersion(1));
        metrics.ended(KEYPOINTS, new ModelVersion(1), Outcome.ANSWERED, FIVE_MS);
        metrics.ended(KEYPOINTS, new ModelVersion(1), Outcome.FAILED, FIVE_MS);
        metrics.ended(Outcome.REFUSED, FIVE_MS);
        Scrape scrape = scrape();
        assertThat(scrape.value(requests("keypoints", "1", "answered"))).isEqualTo(1);
        assertThat(scrape.value(requests("keypoints", "1", "failed"))).isEqualTo(1);
        assertThat(scrape.value(requests("none", "none", "refused"))).isEqualTo(1);
        String of = "{model=\"keypoints\",version=\"1\"";
        assertThat(scrape.value("fieldmark_request_seconds_count" + of + "}")).isEqualTo(1);
        assertThat(scrape.value("fieldmark_request_seconds_bucket" + of + ",le=\"0.002\"}"))
                .isZero();
        assertThat(scrape.value("fieldmark_request_seconds_bucket" + of + ",le=\"0.005\"}"))
                .isEqualTo(1);
    }

    @Test
    void tellsBatches() {
        metrics.opened(KEYPOINTS, new ModelVersion(1));
        metrics.answered(KEYPOINTS, new ModelVersion(1), 3, FIVE_MS);
        String of = "{model=\"keypoints\",version=\"1\"";
        assertThat(scrape().value("fieldmark_net_pictures_sum" + of + "}")).isEqualTo(3);
        assertThat(scrape().value("fieldmark_net_pictures_bucket" + of + ",le=\"2.0\"}"))
                .isZero();
        assertThat(scrape().value("fieldmark_net_pictures_bucket" + of + ",le=\"4.0\"}"))
                .isEqualTo(1);
    }

    @Test
    void forgetsVersionsThatWereClosedLongAgoAndNoneThatIsLoaded() {
        for (int version = 1; version <= 100; version++) {
            metrics.opened(KEYPOINTS, new ModelVersion(version));
        }
        assertThat(scrape().value("fieldmark_nets_loaded")).isEqualTo(100);
        metrics.opened(KEYPOINTS, new ModelVersion(1)); // twice
        for (int version = 1; version <= 99; version++) {
            metrics.closed(KEYPOINTS, new ModelVersion(version));
        }
        assertThat(scrape().value("fieldmark_nets_loaded")).isEqualTo(2);
        var versions = new TreeSet<Integer>();
        for (int version = 1; version <= 100; version++) {
            if (scrape().values().containsKey(requests("keypoints", Integer.toString(version), "answered"))) {
                versions.add(version);
            }
        }
        assertThat(versions)
                .hasSize(LoadedVersions.KEPT + 2)
                .contains(1, 100, 99)
                .doesNotContain(2);
    }

    @Test
    void namesHowARequestEnded() {
        assertThat(Outcome.of(200, true)).isEqualTo(Outcome.ANSWERED);
        assertThat(Outcome.of(422, true)).isEqualTo(Outcome.REFUSED);
        assertThat(Outcome.of(503, true)).isEqualTo(Outcome.UNAVAILABLE);
        assertThat(Outcome.of(500, true)).isEqualTo(Outcome.FAILED);
        assertThat(Outcome.of(200, false)).isEqualTo(Outcome.ABORTED);
    }

    @Test
    void theDashboardNamesOnlyMetricsThatThereAre() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("..", "k8s", "grafana", "fieldmark.json").toFile());
        var named = new TreeSet<String>();
        for (JsonNode expression : dashboard.findValues("expr")) {
            METRIC.matcher(expression.asText()).results().forEach(found -> named.add(found.group()));
        }
        METRIC.matcher(dashboard.path("templating").toString()).results().forEach(found -> named.add(found.group()));
        assertThat(named).hasSizeGreaterThan(10);
        assertThat(complete().names()).containsAll(named);
    }

    /** A thousandth of a request of 5 ms would be 5 us; the bound is far above, for machines with much else to do. */
    @Test
    void costsLittle() {
        metrics.opened(KEYPOINTS, new ModelVersion(1));
        int requests = 200_000;
        long fastest = Long.MAX_VALUE;
        for (int round = 0; round < 5; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < requests; i++) {
                metrics.decoded(FIVE_MS);
                metrics.answered(KEYPOINTS, new ModelVersion(1), 1, FIVE_MS);
                metrics.ended(KEYPOINTS, new ModelVersion(1), Outcome.ANSWERED, FIVE_MS);
            }
            fastest = Math.min(fastest, (System.nanoTime() - start) / requests);
        }
        assertThat(fastest).as("ns a request").isLessThan(50_000);
        System.out.println("metrics take " + fastest + " ns a request");
    }

    /** With a version, a canary and all else that may be there. */
    private Scrape complete() {
        metrics.opened(KEYPOINTS, new ModelVersion(1));
        metrics.underWay(() -> 0);
        var reference = ModelReference.of("keypoints");
        var canary = new CanaryStatus(new Canary(reference, 0.05), Optional.of(new ModelVersion(2)), Optional.empty());
        return Scrape.of(metrics.scrape(List.of(
                new ModelStatus(reference, Optional.of(new ModelVersion(1)), Optional.empty(), Optional.of(canary)))));
    }

    private Scrape scrape() {
        return Scrape.of(metrics.scrape(List.of()));
    }

    private static String requests(String model, String version, String outcome) {
        return "fieldmark_requests_total{model=\"" + model + "\",outcome=\"" + outcome + "\",version=\"" + version
                + "\"}";
    }
}
