/**
 * What a question took, step by step, told to a collector of OpenTelemetry's. OpenTelemetry is known here alone, without
 * Quarkus' extension: a tracer and an exporter are all of it.
 */
@NullMarked
package dev.fieldmark.api.trace;

import org.jspecify.annotations.NullMarked;
