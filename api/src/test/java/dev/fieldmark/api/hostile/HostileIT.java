package dev.fieldmark.api.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.fieldmark.api.Guides;
import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinyGraph;
import dev.fieldmark.api.onnx.TinySpeciesGraph;
import dev.fieldmark.api.rest.StoreFolder;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/**
 * The started service, on the JVM or native, under {@value #ATTACKS} hostile requests of a few clients at once: it never
 * fails, says of each what is wrong with it, takes no more memory than it may, and answers the next good one at once.
 * {@code -Dhostile.first=N -Dhostile.count=1} sends the one that failed again.
 */
@QuarkusIntegrationTest
@WithTestResource(
        value = StoreFolder.class,
        scope = TestResourceScope.RESTRICTED_TO_CLASS,
        initArgs = @ResourceArg(name = "fieldmark.max-pixels", value = "40000000"))
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
final class HostileIT {
    static final int ATTACKS = 10_500;

    private static final int CLIENTS = 4;
    /** The service runs with {@code -Xmx256m}: heap, code, threads, ONNX Runtime, and pictures that libjpeg holds. */
    private static final long MOST_MEBIBYTES = 900;

    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/")
    URI base;

    TestStore store;

    @Test
    void outlivesThemAll() throws Exception {
        var wire = new Wire(base);
        publish(wire);
        var process = ServiceProcess.find();
        long began = System.nanoTime();

        int first = Integer.getInteger("hostile.first", 0);
        int end = first + Integer.getInteger("hostile.count", ATTACKS);
        var siege = new Siege(wire, Attacks.make());
        List<Future<List<String>>> results = siege.begin(CLIENTS, first, end);
        long most = 0;
        while (!results.stream().allMatch(Future::isDone)) {
            most = Math.max(most, process.residentMebibytes());
            Thread.sleep(100);
        }
        System.out.println((end - first) + " attacks in "
                + Duration.ofNanos(System.nanoTime() - began).toSeconds() + " s: statuses " + siege.statuses()
                + " (0: closed), at most " + most + " MiB");
        var failures = new ArrayList<String>();
        for (Future<List<String>> result : results) {
            failures.addAll(result.get());
        }
        assertThat(failures).isEmpty();
        assertThat(most).isLessThan(MOST_MEBIBYTES);
        answersAtOnce(wire);
    }

    private void publish(Wire wire) throws Exception {
        store.publish(TinyGraph.constant(23.5f));
        store.publish(Guides.BUTTERFLIES, TinySpeciesGraph.SURE);
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!wire.send(Attack.get("ready", "/q/health/ready"))
                .filter(ready ->
                        ready.body().contains("keypoints@1") && ready.body().contains("species-"))
                .isPresent()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.sleep(20);
        }
    }

    private static void answersAtOnce(Wire wire) throws IOException {
        byte[] photo = Photos.encoded(Photos.drawn(96, 96, BufferedImage.TYPE_BYTE_GRAY), "png");
        Attack request = Attack.post("good", "/v1/keypoints", "image/png", photo);
        long began = System.nanoTime();
        Optional<Wire.Answer> answer = wire.send(request);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(1));
        assertThat(answer.map(Wire.Answer::status)).contains(200);
        JsonNode points = JSON.readTree(answer.orElseThrow().body()).path("keypoints");
        assertThat(points).hasSize(15);
        assertThat(points.path(0).path("x").asDouble()).isEqualTo(23.5);
    }
}
