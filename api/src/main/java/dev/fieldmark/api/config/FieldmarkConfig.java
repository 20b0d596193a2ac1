package dev.fieldmark.api.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** The {@code fieldmark.*} properties as they were given; {@link Settings} holds the rules. */
@ConfigMapping(prefix = "fieldmark")
public interface FieldmarkConfig {
    /** The model store: a folder, or {@code s3://bucket/prefix}. */
    Optional<String> store();

    /** The model that answers where a request names none. */
    @WithDefault("keypoints")
    String defaultModel();

    /** {@code keypoints@7} or {@code keypoints@stable}: what a model is served at, where that is not its latest version. */
    Optional<List<String>> pin();

    /** {@code keypoints@12=5%}: versions that answer a share of a model's requests. */
    Optional<List<String>> canary();

    /** How often the store is asked for a newer version. */
    @WithDefault("2s")
    Duration pollInterval();

    /** ONNX Runtime's threads for one request. */
    @WithDefault("1")
    int inferenceThreads();

    /** The largest body that is read. */
    @WithDefault("10M")
    MemorySize maxBody();

    /** How long a body may take to arrive. */
    @WithDefault("30s")
    Duration bodyTimeout();

    /** The largest picture that is decoded, width times height. */
    @WithDefault("40000000")
    long maxPixels();

    /** How many photos are in the house at once, answered or waiting. */
    Optional<Integer> maxRequests();

    /** Whether a line is written about every request. */
    @WithDefault("false")
    boolean accessLog();

    /** Takes traces by OTLP over HTTP; without it there are none. */
    Optional<URI> traceEndpoint();

    /** The share of requests that is traced, 0 to 1, within {@link #traceEndpoint()}; without it all. */
    OptionalDouble traceShare();

    /** A file of the keys' hashes; without it everybody may ask. */
    Optional<Path> apiKeys();

    /** Requests a second of each client; without it as many as come. */
    OptionalDouble rateLimit();

    /** Requests at once of each client, within {@link #rateLimit()}. */
    OptionalInt rateBurst();
}
