package dev.fieldmark.api.config;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** OpenTelemetry looks its sender up by name; application.properties keeps the file that names it. */
@RegisterForReflection(classNames = "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider")
final class TraceReflection {
    private TraceReflection() {}
}
