package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.fieldmark.api.TestStore;
import dev.fieldmark.api.onnx.HeavyGraph;
import dev.fieldmark.api.onnx.TinyGraph;
import dev.fieldmark.store.ModelName;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The packaged service, on the JVM or native, over many versions: version n answers n everywhere. */
@QuarkusIntegrationTest
@WithTestResource(value = StoreFolder.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
final class ManySwapsIT {
    private static final int CLIENTS = 4;
    private static final int REQUESTS = 10_000;
    private static final int PUBLISHES = 10;
    private static final int BROKEN = 6;
    /** Seconds on a quiet machine. */
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private static final ModelName HEAVY = new ModelName("heavy");
    private static final int MEGABYTES = 8;
    private static final int HEAVY_VERSIONS = 30;
    private static final int SETTLED = 10;

    @TestHTTPResource("/")
    URI base;

    TestStore store;

    @Test
    void tenPublishesFailNoneOfTenThousandRequests() throws Exception {
        var client = Client.of(base);
        publishAndAwait(client);
        var asked = new AtomicInteger();
        var stop = new AtomicBoolean();
        var clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            List<Future<List<Integer>>> seen = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                seen.add(clients.submit(asking(stop, asked)));
            }
            var sound = new TreeSet<>(Set.of(1));
            for (int i = 1; i <= PUBLISHES; i++) {
                int share = i * REQUESTS / (PUBLISHES + 1);
                Await.until(LONGEST, () -> asked.get() > share || ended(seen));
                if (i == BROKEN) {
                    publishBrokenAndAwait(client);
                } else {
                    sound.add(publishAndAwait(client));
                }
            }
            Await.until(LONGEST, () -> asked.get() >= REQUESTS || ended(seen));
            stop.set(true);
            var all = new TreeSet<Integer>();
            for (Future<List<Integer>> versions : seen) {
                assertThat(versions.get()).isSorted();
                all.addAll(versions.get());
            }
            assertThat(asked.get()).isGreaterThanOrEqualTo(REQUESTS);
            assertThat(all).isEqualTo(sound);
        } finally {
            clients.shutdownNow();
        }
    }

    /** Were they not freed, the versions after the first ten would take 160 MB. */
    @Test
    void memoryOfOldVersionsIsFreed() throws Exception {
        var client = Client.of(base);
        double settled = 0;
        for (int version = 1; version <= HEAVY_VERSIONS; version++) {
            store.publish(HEAVY, "keypoints", HeavyGraph.constant(version, MEGABYTES << 18));
            client.awaitReadiness("heavy@" + version + "\"");
            assertThat(versionThatAnswers(client, "?model=heavy")).isEqualTo(version);
            if (version == SETTLED) {
                settled = residentMegabytes(client);
            }
        }
        assertThat(residentMegabytes(client) - settled)
                .as("MB more than the " + settled + " after " + SETTLED + " versions")
                .isLessThan(MEGABYTES * (HEAVY_VERSIONS - SETTLED) / 2.0);
    }

    private static boolean ended(List<Future<List<Integer>>> clients) {
        return clients.stream().anyMatch(Future::isDone); // which it is before the end where an assertion failed
    }

    private Callable<List<Integer>> asking(AtomicBoolean stop, AtomicInteger asked) {
        return () -> {
            var mine = Client.of(base); // asks one after another: over one connection
            byte[] photo = Pictures.grey96Png();
            var known = new HashMap<String, Integer>();
            var versions = new ArrayList<Integer>();
            while (!stop.get()) {
                var answer = mine.post(KeypointsResource.PATH, "image/png", photo);
                String body = answer.response().body();
                if (!known.containsKey(body)) {
                    known.put(body, checked(answer));
                }
                versions.add(known.getOrDefault(body, 0));
                asked.incrementAndGet();
            }
            return versions;
        };
    }

    private int publishAndAwait(Client client) throws Exception {
        int next = store.store().versions(TestStore.KEYPOINTS).size() + 1;
        store.publish(TinyGraph.constant(next));
        client.awaitReadiness("keypoints@" + next + "\"");
        return next;
    }

    private void publishBrokenAndAwait(Client client) throws Exception {
        int broken = store.publish(new byte[] {1, 2, 3}).number();
        client.awaitReadiness("keypoints@" + (broken - 1) + "\"", "keypoints: version " + broken + " refused");
    }

    private static double residentMegabytes(Client client) throws Exception {
        String metrics = client.get("/q/metrics").response().body();
        return Scrape.of(metrics).value("process_resident_memory_bytes") / (1 << 20);
    }

    private static int versionThatAnswers(Client client, String query) throws Exception {
        return checked(client.post(KeypointsResource.PATH + query, "image/png", Pictures.grey96Png()));
    }

    private static int checked(Client.Answer answer) throws Exception {
        assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
        int version = answer.json().path("version").asInt();
        assertThat(answer.json().path("keypoints").findValues("x"))
                .allSatisfy(x -> assertThat(x.asDouble()).isEqualTo(version));
        return version;
    }
}
