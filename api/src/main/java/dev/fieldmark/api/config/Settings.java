package dev.fieldmark.api.config;

import dev.fieldmark.api.serve.Traffic;
import dev.fieldmark.api.trace.TraceTarget;
import dev.fieldmark.image.PhotoLimits;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.StoreLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The service's settings, all of them sound.
 *
 * @param store a folder that exists, or a part of a bucket
 * @param defaultModel answers where a request names none
 * @param traffic what is served otherwise than at its latest version
 * @param pollInterval from one look at the store to the next, >= 10 ms
 * @param inferenceThreads of one request, >= 1
 * @param maxBodyBytes of a request, 1 to 1 GiB
 * @param bodyTimeout from a request's head to the end of its body, >= 1 s
 * @param maxPixels of a picture, >= 1
 * @param maxRequests photos in the house at once, >= 1
 * @param accessLog whether a line is written about every request
 * @param apiKeys of those who may ask; empty where everybody may
 * @param traces where they go; empty where nowhere
 * @param rate of each client; empty where there is no limit
 */
public record Settings(
        StoreLocation store,
        ModelName defaultModel,
        Traffic traffic,
        Duration pollInterval,
        int inferenceThreads,
        long maxBodyBytes,
        Duration bodyTimeout,
        long maxPixels,
        int maxRequests,
        boolean accessLog,
        Optional<ApiKeys> apiKeys,
        Optional<TraceTarget> traces,
        Optional<Rate> rate) {
    private static final Duration SHORTEST_POLL = Duration.ofMillis(10);
    private static final Duration SHORTEST_BODY = Duration.ofSeconds(1);
    private static final long LARGEST_BODY = 1L << 30;
    private static final int REQUESTS_A_CORE = 16;

    /** @throws IllegalArgumentException with one line for each property that breaks a rule */
    public static Settings of(FieldmarkConfig config) {
        var problems = new ArrayList<String>();
        StoreLocation store = store(config.store().orElse(""), problems);
        if (!ModelName.isValid(config.defaultModel())) {
            problems.add("fieldmark.default-model was '" + config.defaultModel() + "' but must be a model's name");
        }
        Traffic traffic = TrafficRules.traffic(config, problems);
        if (config.pollInterval().compareTo(SHORTEST_POLL) < 0) {
            problems.add("fieldmark.poll-interval was " + config.pollInterval() + " but must be >= " + SHORTEST_POLL);
        }
        atLeastOne("fieldmark.inference-threads", config.inferenceThreads(), problems);
        long maxBody = config.maxBody().asLongValue();
        if (maxBody < 1 || maxBody > LARGEST_BODY) {
            problems.add("fieldmark.max-body was " + maxBody + " bytes but must be 1 to " + LARGEST_BODY);
        }
        if (config.bodyTimeout().compareTo(SHORTEST_BODY) < 0) {
            problems.add("fieldmark.body-timeout was " + config.bodyTimeout() + " but must be >= " + SHORTEST_BODY);
        }
        atLeastOne("fieldmark.max-pixels", config.maxPixels(), problems);
        int maxRequests = config.maxRequests()
                .orElse(REQUESTS_A_CORE * Runtime.getRuntime().availableProcessors());
        atLeastOne("fieldmark.max-requests", maxRequests, problems);
        Optional<ApiKeys> apiKeys = told(
                config.apiKeys().isPresent(),
                () -> ApiKeys.read(config.apiKeys().orElseThrow()),
                problems);
        Optional<TraceTarget> traces = told(
                config.traceEndpoint().isPresent(),
                () -> new TraceTarget(
                        config.traceEndpoint().orElseThrow(),
                        config.traceShare().orElse(1)),
                problems);
        if (config.traceShare().isPresent() && config.traceEndpoint().isEmpty()) {
            problems.add("fieldmark.trace-share is set but must not be without fieldmark.trace-endpoint");
        }
        Optional<Rate> rate = told(config.rateLimit().isPresent(), () -> rate(config), problems);
        if (config.rateBurst().isPresent() && config.rateLimit().isEmpty()) {
            problems.add("fieldmark.rate-burst is set but must not be without fieldmark.rate-limit");
        }
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new Settings(
                store,
                new ModelName(config.defaultModel()),
                traffic,
                config.pollInterval(),
                config.inferenceThreads(),
                maxBody,
                config.bodyTimeout(),
                config.maxPixels(),
                maxRequests,
                config.accessLog(),
                apiKeys,
                traces,
                rate);
    }

    /** Of the pictures in bodies. */
    public PhotoLimits photoLimits() {
        return new PhotoLimits(maxBodyBytes, maxPixels);
    }

    private static StoreLocation store(String text, List<String> problems) {
        StoreLocation store = StoreLocation.of("");
        if (text.isEmpty()) {
            problems.add("fieldmark.store is not set but must be the model store's folder, or s3://bucket/prefix");
            return store;
        }
        try {
            store = StoreLocation.of(text);
            if (store.isMissing()) {
                problems.add("fieldmark.store was '" + store + "' but must be an existing folder");
            }
        } catch (IllegalArgumentException e) {
            problems.add("fieldmark." + e.getMessage());
        }
        return store;
    }

    private static Rate rate(FieldmarkConfig config) {
        double perSecond = config.rateLimit().orElseThrow();
        return new Rate(perSecond, config.rateBurst().orElse(Rate.usualBurst(perSecond)));
    }

    private static <T> Optional<T> told(boolean present, Supplier<T> setting, List<String> problems) {
        try {
            return present ? Optional.of(setting.get()) : Optional.empty();
        } catch (IllegalArgumentException e) {
            problems.add(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private static void atLeastOne(String property, long value, List<String> problems) {
        if (value < 1) {
            problems.add(property + " was " + value + " but must be >= 1");
        }
    }
}
