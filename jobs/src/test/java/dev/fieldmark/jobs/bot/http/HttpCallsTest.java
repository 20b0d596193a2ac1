package dev.fieldmark.jobs.bot.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.fieldmark.jobs.bot.PlatformException;
import dev.fieldmark.jobs.bot.StandIn;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpCallsTest {
    private StandIn server;
    private final HttpCalls calls = new HttpCalls(Duration.ofSeconds(20), Redirect.NEVER);

    @BeforeEach
    void open() throws IOException {
        server = new StandIn();
    }

    @AfterEach
    void close() {
        server.close();
    }

    private HttpRequest request() {
        return HttpRequest.newBuilder(URI.create(server.url() + "/x"))
                .POST(HttpRequest.BodyPublishers.ofString("body"))
                .build();
    }

    private HttpAnswer send() throws PlatformException {
        return calls.send(request(), 10);
    }

    @Test
    void givesWhatWasAnswered() throws PlatformException {
        server.on("/x", StandIn.json(201, "{\"a\":1}"));

        HttpAnswer answer = send();

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.json().path("a").asInt()).isEqualTo(1);
    }

    @Test
    void isCertainThatNothingHappenedWhereNobodyListens() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        HttpRequest request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port)).build();

        assertThatExceptionOfType(PlatformException.Later.class)
                .isThrownBy(() -> calls.send(request, 10))
                .withMessageStartingWith("no connection: ");
    }

    @Test
    void doesNotKnowWhatHappenedWhereTheConnectionIsLostAndDoesNotAskTwice() {
        server.on("/x", StandIn.dropped());

        assertThatExceptionOfType(PlatformException.Unknown.class).isThrownBy(this::send);
        assertThat(server.asked("/x")).hasSize(1);
    }

    @Test
    void endsACallWhoseAnswerTrickles() {
        server.on("/x", server.stalled());
        HttpCalls hasty = new HttpCalls(Duration.ofMillis(300), Redirect.NEVER);

        assertThatExceptionOfType(PlatformException.Unknown.class)
                .isThrownBy(() -> hasty.send(request(), 1000))
                .withMessage("no answer within 300 ms");
    }

    @Test
    void refusesAnAnswerThatIsTooLarge() throws PlatformException {
        server.on("/x", StandIn.bytes(200, new byte[11]));
        assertThatExceptionOfType(PlatformException.Refused.class)
                .isThrownBy(this::send)
                .withMessage("the answer had more than 10 bytes");

        server.on("/x", StandIn.bytes(200, new byte[10]));
        assertThat(send().body()).hasSize(10);
    }

    @Test
    void toldToWaitItWaitsSoLongButNeverMoreThanAnHour() throws PlatformException {
        server.once("/x", StandIn.json(429, "{}", "Retry-After", "7"));
        server.once("/x", StandIn.json(429, "{}", "Retry-After", "999999999"));
        server.once("/x", StandIn.json(429, "{}", "Retry-After", "soon"));

        assertThat(waitFor(send())).contains(Duration.ofSeconds(7));
        assertThat(waitFor(send())).contains(Duration.ofHours(1));
        assertThat(waitFor(send())).isEmpty();
    }

    private static Optional<Duration> waitFor(HttpAnswer answer) {
        PlatformException.Later later =
                catchThrowableOfType(PlatformException.Later.class, () -> answer.orThrow("x", "", Optional.empty()));
        return later.waitFor();
    }
}
