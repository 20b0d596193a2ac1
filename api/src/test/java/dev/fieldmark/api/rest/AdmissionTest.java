package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.api.serve.ServingListener;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelVersion;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two places, in front of a service that answers a question only when the test does. */
@Timeout(30)
final class AdmissionTest {
    private final Vertx vertx = Vertx.vertx();
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger refused = new AtomicInteger();
    private final CurrentVertxRequest request = new CurrentVertxRequest();
    private final Admission admission = new Admission(2, new Counting(refused), request);
    private final BlockingQueue<RoutingContext> admitted = new LinkedBlockingQueue<>();
    private HttpServer server;

    @BeforeEach
    void start() {
        var router = Router.router(vertx);
        router.route().handler(Questions.only(admission::admit));
        router.get().handler(context -> context.end("healthy"));
        router.post().handler(admitted::add);
        server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    @AfterEach
    void end() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void refusesTheThirdAtOnceAndSaysWhenToComeBack() throws Exception {
        var first = ask();
        admitted.take();
        ask();
        admitted.take();
        HttpResponse<String> third = ask().get();
        assertThat(third.statusCode()).isEqualTo(503);
        assertThat(third.headers().firstValue("Retry-After")).contains("1");
        assertThat(third.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(third.body()).contains("2 requests are being answered, and no more may wait");
        assertThat(refused).hasValue(1);
        assertThat(first).isNotDone();
    }

    @Test
    void letsTheNextOneInWhenOneWasAnswered() throws Exception {
        var first = ask();
        admitted.take().end("answer");
        assertThat(first.get().body()).isEqualTo("answer");
        ask();
        var second = admitted.take();
        ask();
        admitted.take();
        assertThat(admission.inHouse()).isEqualTo(2);
        second.end("answer");
        assertThat(refused).hasValue(0);
    }

    @Test
    void keepsNoPlaceForThoseWhoHaveGone() throws Exception {
        try (var first = askAndGo();
                var second = askAndGo()) {
            admitted.take();
            admitted.take();
            assertThat(admission.inHouse()).isEqualTo(2);
        }
        Await.until(() -> admission.inHouse() == 0);
    }

    @Test
    void doesNothingForOneWhoHasGone() throws Exception {
        askAndGo().close();
        request.setCurrent(admitted.take());
        Await.until(() -> admission.inHouse() == 0);
        assertThatThrownBy(() -> admission.work(() -> "answer")).hasMessage("the client has gone");
        assertThat(admission.inHouse()).isEqualTo(0);
    }

    @Test
    void keepsThePlaceOfOneWhoGoesUntilItsWorkIsDone() throws Exception {
        var client = askAndGo();
        var context = admitted.take();
        request.setCurrent(context);
        admission.work(() -> {
            goAndAwait(client, context);
            assertThat(admission.inHouse()).isEqualTo(1);
            return "answer";
        });
        assertThat(admission.inHouse()).isEqualTo(0);
    }

    @Test
    void letsWhoLooksAtHealthInWhenFull() throws Exception {
        ask();
        ask();
        admitted.take();
        admitted.take();
        var health = http.send(HttpRequest.newBuilder(uri()).build(), BodyHandlers.ofString());
        assertThat(health.body()).isEqualTo("healthy");
    }

    private CompletableFuture<HttpResponse<String>> ask() {
        var question = HttpRequest.newBuilder(uri()).POST(BodyPublishers.ofString("photo"));
        return http.sendAsync(question.build(), BodyHandlers.ofString());
    }

    /** A client whose socket the test closes. */
    private Socket askAndGo() throws IOException {
        var socket = new Socket("127.0.0.1", server.actualPort());
        socket.getOutputStream()
                .write("POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void goAndAwait(Socket client, RoutingContext context) {
        try {
            client.close();
            Await.until(() -> context.response().closed());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private URI uri() {
        return URI.create("http://127.0.0.1:" + server.actualPort() + "/");
    }

    private record Counting(AtomicInteger questions) implements ServingListener {
        @Override
        public void refused() {
            questions.incrementAndGet();
        }

        @Override
        public void decoded(Duration duration) {}

        @Override
        public void answered(ModelName model, ModelVersion version, int pictures, Duration duration) {}
    }
}
