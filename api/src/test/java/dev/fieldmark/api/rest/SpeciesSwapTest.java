package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.api.Guides;
import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.TinySpeciesGraph;
import dev.fieldmark.store.ModelName;
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
import org.junit.jupiter.api.Test;

/**
 * New versions of species under load, over HTTP, while other clients name older ones: version n scores a black photo n,
 * so an answer of a mixed version would show.
 */
@QuarkusTest
@WithTestResource(value = StoreFolder.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
final class SpeciesSwapTest {
    private static final int VERSIONS = 8;

    @TestHTTPResource("/")
    URI base;

    TestStore store;

    @Test
    void failsNoRequestWhetherItNamesAVersionOrNot() throws Exception {
        publishAndAwait();
        var stop = new AtomicBoolean();
        var clients = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<Integer>>> newest = new ArrayList<>();
            List<Future<List<Integer>>> named = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                newest.add(clients.submit(asking(stop)));
                named.add(clients.submit(naming(stop)));
            }
            for (int i = 1; i < VERSIONS; i++) {
                publishAndAwait();
            }
            stop.set(true);
            for (Future<List<Integer>> versions : newest) {
                assertThat(versions.get()).isSorted();
                assertThat(new TreeSet<>(versions.get())).hasSizeGreaterThan(3);
            }
            for (Future<List<Integer>> versions : named) {
                assertThat(new TreeSet<>(versions.get())).hasSizeGreaterThan(3);
            }
        } finally {
            clients.shutdownNow();
        }
    }

    private Callable<List<Integer>> asking(AtomicBoolean stop) {
        return () -> {
            var client = Client.of(base);
            var versions = new ArrayList<Integer>();
            while (!stop.get()) {
                versions.add(versionThatAnswers(client, ""));
            }
            return versions;
        };
    }

    /** Names one version after another of those that there are. */
    private Callable<List<Integer>> naming(AtomicBoolean stop) {
        return () -> {
            var client = Client.of(base);
            var versions = new ArrayList<Integer>();
            while (!stop.get()) {
                int version = 1 + versions.size() % newest();
                assertThat(versionThatAnswers(client, "?version=" + version)).isEqualTo(version);
                versions.add(version);
            }
            return versions;
        };
    }

    private int newest() {
        return store.store().versions(ModelName.ofGroup("butterflies")).size();
    }

    private void publishAndAwait() throws Exception {
        int next = newest() + 1;
        store.publish(Guides.BUTTERFLIES, TinySpeciesGraph.withOffset(next));
        var client = Client.of(base);
        Await.until(() -> client.get("/q/health/ready").response().body().contains("butterflies@" + next + "\""));
    }

    private static int versionThatAnswers(Client client, String query) throws Exception {
        var answer = client.post(SpeciesResource.PATH + "/butterflies" + query, "image/png", Pictures.blackPng());
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        int version = answer.json().path("version").asInt();
        assertThat(answer.json().path("score").asDouble()).isEqualTo(version);
        return version;
    }
}
