package dev.fieldmark.api.rest;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A store, and a collector of traces that speaks OTLP over HTTP. */
public class TracedFolder extends StoreFolder {
    /** What came. */
    record Collected(List<Span> spans) {}

    private final Collected collected = new Collected(new CopyOnWriteArrayList<>());

    @SuppressWarnings("NullAway.Init")
    private HttpServer collector;

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        try {
            collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        collector.createContext("/v1/traces", this::collect);
        collector.start();
        settings.put(
                "fieldmark.trace-endpoint",
                "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces");
        return settings;
    }

    private void collect(HttpExchange exchange) throws IOException {
        try (exchange) {
            ExportTraceServiceRequest.parseFrom(exchange.getRequestBody()).getResourceSpansList().stream()
                    .flatMap(resource -> resource.getScopeSpansList().stream())
                    .flatMap(scope -> scope.getSpansList().stream())
                    .forEach(collected.spans::add);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    @Override
    public void inject(TestInjector injector) {
        super.inject(injector);
        injector.injectIntoFields(collected, field -> field.getType() == Collected.class);
    }

    @Override
    public void stop() {
        super.stop();
        collector.stop(0);
    }
}
