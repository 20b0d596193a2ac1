package dev.fieldmark.api.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** The {@code fieldmark.*} properties as they were given; {@link Settings} holds the rules. */
@ConfigMapping(prefix = "fieldmark")
public interface FieldmarkConfig {
    /** The model store: a folder, or {@code s3://bucket/prefix}. */
    Optional<String> store();

    /** The model that answers where a request names none. */
    @WithDefault("keypoints")
    String defaultModel();

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
}
