package dev.fieldmark.store.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.store.ObjectStorage;
import dev.fieldmark.store.ObjectStorage.Content;
import dev.fieldmark.store.ObjectStorage.Listed;
import dev.fieldmark.store.StoreException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The requests, and whether the tests' server keeps what S3 promises. */
class S3StorageTest {
    private final S3Server server = S3Server.fresh();
    private final String bucket = server.bucket();
    private final ObjectStorage storage = new S3Storage(server.client(), bucket, "team/");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private String text(String key) {
        return new String(storage.get(key).orElseThrow().bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void createsOnceAndReplacesWhatItKnows() {
        assertThat(storage.get("a")).isEmpty();
        assertThat(storage.replace("a", bytes("0"), "\"none\"")).isFalse();
        assertThat(storage.create("a", bytes("1"))).isTrue();
        assertThat(storage.create("a", bytes("2"))).isFalse();
        Content first = storage.get("a").orElseThrow();
        assertThat(storage.replace("a", bytes("3"), first.etag())).isTrue();
        assertThat(storage.replace("a", bytes("4"), first.etag())).isFalse();
        assertThat(text("a")).isEqualTo("3");
    }

    @Test
    void oneOfManyCreatesAndOneOfManyReplaces() throws Exception {
        var pool = Executors.newFixedThreadPool(4);
        try {
            for (int round = 0; round < 20; round++) {
                String key = "race" + round;
                assertThat(winners(pool.invokeAll(four(text -> storage.create(key, bytes(text))))))
                        .isEqualTo(1);
                String etag = storage.get(key).orElseThrow().etag();
                assertThat(winners(pool.invokeAll(four(text -> storage.replace(key, bytes("then " + text), etag)))))
                        .isEqualTo(1);
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private interface Write {
        boolean of(String text);
    }

    private static List<Callable<Boolean>> four(Write write) {
        return IntStream.range(0, 4)
                .mapToObj(i -> (Callable<Boolean>) () -> write.of("by " + i))
                .toList();
    }

    private static long winners(List<Future<Boolean>> writes) throws Exception {
        long won = 0;
        for (Future<Boolean> write : writes) {
            won += write.get() ? 1 : 0;
        }
        return won;
    }

    @Test
    void listsEveryPage() {
        server.pagesOf(2);
        for (String key : List.of("m/a", "m/b/1", "m/b/2", "m/c/1", "m/d/1", "m/e", "n/x")) {
            storage.put(key, bytes(key));
        }
        server.forget();
        assertThat(storage.list("m/").folders()).containsExactly("b", "c", "d");
        assertThat(server.requests()).hasSize(3);
        assertThat(storage.list("m/").objects()).extracting(Listed::key).containsExactly("m/a", "m/e");
        assertThat(storage.listAll("m/"))
                .extracting(Listed::key)
                .containsExactly("m/a", "m/b/1", "m/b/2", "m/c/1", "m/d/1", "m/e");
        assertThat(storage.list("").folders()).containsExactly("m", "n");
        assertThat(storage.list("m/").objects().get(0).etag())
                .isEqualTo(storage.get("m/a").orElseThrow().etag());
    }

    @Test
    void deletesWhatIsThereOrNot() {
        storage.put("a", bytes("1"));
        storage.delete("a");
        storage.delete("a");
        assertThat(storage.get("a")).isEmpty();
    }

    @Test
    void triesAgainWhereTheServerIsBusy() {
        storage.put("a", bytes("1"));
        server.forget();
        server.failNext(2);
        assertThat(text("a")).isEqualTo("1");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void givesUpOnAServerThatStaysBusy() {
        server.failNext(1000);
        assertThatThrownBy(() -> storage.get("faces/aliases.json"))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageMatching("s3://" + bucket
                        + "/team/faces/aliases.json: GET was answered 503( \\w+)? but must succeed, after [3-4] tries");
        assertThat(server.requests()).hasSizeBetween(3, 4);
    }

    @Test
    void namesTheBucketThatIsMissing() {
        var none = new S3Storage(server.client(), "no-such-bucket", "");
        assertThatThrownBy(() -> none.list(""))
                .isInstanceOf(StoreException.class)
                .hasMessage("s3://no-such-bucket/: the bucket is missing but must be there");
        assertThatThrownBy(() -> none.create("a", bytes("1"))).isInstanceOf(StoreException.class);
    }

    @Test
    void saysThatNobodyAnswers() throws Exception {
        URI nobody;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort());
        }
        var alone = new S3Storage(S3Server.client(nobody), "models", "");
        assertThatThrownBy(() -> alone.list(""))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageStartingWith("s3://models/: LIST was not answered: ");
    }
}
