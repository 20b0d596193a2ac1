package dev.fieldmark.api.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.fieldmark.api.TestStore;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a collector hears of questions. */
@QuarkusTest
@WithTestResource(value = TracedFolder.class, scope = TestResourceScope.RESTRICTED_TO_CLASS)
@SuppressWarnings("NullAway.Init") // Quarkus sets the fields
class TracedTest {
    private static final String CALLER = "00f067aa0ba902b7";

    @TestHTTPResource("/")
    URI base;

    TestStore store;
    TracedFolder.Collected collected;

    private Client client;

    @BeforeEach
    void publish() throws Exception {
        client = Client.of(base);
        store.publishFirst();
        client.awaitReadiness("keypoints@1");
    }

    private HttpRequest.Builder photo(String trace, String flags) throws IOException {
        return HttpRequest.newBuilder(base.resolve(KeypointsResource.PATH))
                .header("Content-Type", "image/png")
                .header("X-Request-Id", "shop-17")
                .header("traceparent", "00-" + trace + "-" + CALLER + "-" + flags)
                .POST(BodyPublishers.ofByteArray(Pictures.grey96Png()));
    }

    private List<Span> spans(String trace) {
        ByteString id = ByteString.copyFrom(HexFormat.of().parseHex(trace));
        return collected.spans().stream()
                .filter(span -> span.getTraceId().equals(id))
                .toList();
    }

    @Test
    void tellsTheStepsOfAQuestionWithinTheCallersTrace() throws Exception {
        String trace = "4bf92f3577b34da6a3ce929d0e0e4736";

        assertThat(client.send(photo(trace, "01")).status()).isEqualTo(200);

        Await.until(() -> spans(trace).size() >= 3);
        assertThat(spans(trace))
                .extracting(Span::getName)
                .containsExactlyInAnyOrder("POST /v1/keypoints", "decode", "ask keypoints");
        Span whole = named(trace, "POST /v1/keypoints");
        assertThat(whole.getParentSpanId())
                .isEqualTo(ByteString.copyFrom(HexFormat.of().parseHex(CALLER)));
        assertThat(whole.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
        assertThat(attribute(whole, "fieldmark.model")).isEqualTo("keypoints@1");
        assertThat(attribute(whole, "fieldmark.request_id")).isEqualTo("shop-17");
        for (String step : List.of("decode", "ask keypoints")) {
            Span span = named(trace, step);
            assertThat(span.getParentSpanId()).isEqualTo(whole.getSpanId());
            assertThat(span.getStartTimeUnixNano()).isBetween(whole.getStartTimeUnixNano(), span.getEndTimeUnixNano());
            assertThat(span.getEndTimeUnixNano()).isLessThanOrEqualTo(whole.getEndTimeUnixNano());
        }
    }

    @Test
    void tellsNothingOfWhatTheCallerDoesNotTrace() throws Exception {
        String silent = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
        String after = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";

        client.send(photo(silent, "00"));
        client.send(photo(after, "01"));

        Await.until(() -> !spans(after).isEmpty());
        assertThat(spans(silent)).isEmpty();
    }

    @Test
    void marksWhatFailed() throws Exception {
        String trace = "cccccccccccccccccccccccccccccccc";

        client.send(photo(trace, "01").uri(base.resolve(KeypointsResource.PATH + "?model=nobody")));

        Await.until(() -> !spans(trace).isEmpty());
        Span span = spans(trace).get(0);
        assertThat(span.getName()).isEqualTo("POST");
        assertThat(attribute(span, "http.response.status_code")).isEqualTo("404");
        assertThat(span.getStatus().getCode()).isEqualTo(Status.StatusCode.STATUS_CODE_UNSET); // it is the caller's
    }

    private Span named(String trace, String name) {
        return spans(trace).stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String attribute(Span span, String key) {
        return span.getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals(key))
                .map(attribute -> attribute.getValue().hasStringValue()
                        ? attribute.getValue().getStringValue()
                        : String.valueOf(attribute.getValue().getIntValue()))
                .findFirst()
                .orElse("");
    }
}
