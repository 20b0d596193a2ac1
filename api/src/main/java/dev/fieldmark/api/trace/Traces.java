package dev.fieldmark.api.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sends traces to a collector, from a thread of its own; where that is slow or gone, traces are lost and nothing else. */
public final class Traces implements AutoCloseable {
    private static final AttributeKey<String> SERVICE = AttributeKey.stringKey("service.name");
    private static final TextMapGetter<Headers> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(Headers headers) {
            throw new UnsupportedOperationException("W3C's propagator asks by name");
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            return headers == null ? null : headers.of.apply(name).orElse(null);
        }
    };

    private record Headers(Function<String, Optional<String>> of) {}

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /** From now on, until it is closed. */
    public Traces(TraceTarget target) {
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint(target.endpoint().toString())
                .build();
        this.provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault().merge(Resource.create(Attributes.of(SERVICE, "fieldmark"))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(target.share())))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        this.tracer = provider.get("dev.fieldmark.api");
    }

    /**
     * A request has come.
     *
     * @param headers of the request by name; {@code traceparent} says of which trace it is a part
     */
    public RequestTrace begin(String method, Function<String, Optional<String>> headers) {
        Context caller = W3CTraceContextPropagator.getInstance().extract(Context.root(), new Headers(headers), HEADERS);
        Span span = tracer.spanBuilder(method)
                .setSpanKind(SpanKind.SERVER)
                .setParent(caller)
                .startSpan();
        return new RequestTrace(tracer, span, method);
    }

    /** Sends what is left. */
    @Override
    public void close() {
        provider.close();
    }
}
