package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinyGraph;
import dev.fieldmark.store.ModelStore;
import dev.fieldmark.store.ModelVersion;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** New versions under load, over HTTP: version n answers n everywhere, so an answer of a mixed version would show. */
@QuarkusTest
@WithTestResource(value = StoreFolder.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class HotSwapTest {
    private static final int CLIENTS = 3;

    @TestHTTPResource("/")
    URI base;

    TestStore store;

    private Client client;

    @BeforeEach
    void serveOne() throws Exception {
        client = Client.of(base);
        publishAndAwait();
    }

    @Test
    void failsNoRequestAndNeverGoesBack() throws Exception {
        var stop = new AtomicBoolean();
        var clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<List<Integer>>> seen = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                seen.add(clients.submit(asking(stop)));
            }
            for (int i = 0; i < 8; i++) {
                publishAndAwait();
            }
            stop.set(true);
            for (Future<List<Integer>> versions : seen) {
                assertThat(versions.get()).isSorted();
                assertThat(new TreeSet<>(versions.get())).hasSizeGreaterThan(3);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    @Test
    void refusesABrokenVersionAndFollowsARollback() throws Exception {
        ModelVersion sound = publishAndAwait();
        store.publish(new byte[] {1, 2, 3});
        int broken = sound.number() + 1;
        Await.until(() -> client.get("/q/health/ready").response().body().contains("version " + broken + " refused"));
        assertThat(client.get("/q/health/ready").status()).isEqualTo(200);
        assertThat(versionThatAnswers()).isEqualTo(sound.number());
        var model = client.get("/v1/models/keypoints").json();
        assertThat(model.path("serving").asInt()).isEqualTo(sound.number());
        assertThat(model.path("aliases").path("latest").asInt()).isEqualTo(broken);
        assertThat(model.path("problem").asText()).startsWith("version " + broken + " refused");

        store.store().alias(TestStore.KEYPOINTS, ModelStore.LATEST, new ModelVersion(1));
        Await.until(() -> versionThatAnswers() == 1);
        assertThat(client.get("/q/health/ready").json().path("problems")).isEmpty();
    }

    private Callable<List<Integer>> asking(AtomicBoolean stop) {
        return () -> {
            var mine = Client.of(base);
            var versions = new ArrayList<Integer>();
            while (!stop.get()) {
                versions.add(versionThatAnswers(mine));
            }
            return versions;
        };
    }

    /** Publishes the next version and waits until it answers. */
    private ModelVersion publishAndAwait() throws Exception {
        int next = store.store().versions(TestStore.KEYPOINTS).size() + 1;
        ModelVersion version = store.publish(TinyGraph.constant(next));
        client.awaitReadiness("keypoints@" + next + "\"");
        return version;
    }

    private int versionThatAnswers() throws Exception {
        return versionThatAnswers(client);
    }

    private static int versionThatAnswers(Client client) throws Exception {
        var answer = client.post(KeypointsResource.PATH, "image/png", Pictures.grey96Png());
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        int version = answer.json().path("version").asInt();
        assertThat(answer.json().path("keypoints").findValues("x"))
                .allSatisfy(x -> assertThat(x.asDouble()).isEqualTo(version));
        return version;
    }
}
