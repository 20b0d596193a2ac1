package dev.fieldmark.api.config;

import dev.fieldmark.image.PhotoLimits;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.StoreLocation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The service's settings, all of them sound.
 *
 * @param store a folder that exists, or a part of a bucket
 * @param defaultModel answers where a request names none
 * @param pollInterval from one look at the store to the next, >= 10 ms
 * @param inferenceThreads of one request, >= 1
 * @param maxBodyBytes of a request, 1 to 1 GiB
 * @param bodyTimeout from a request's head to the end of its body, >= 1 s
 * @param maxPixels of a picture, >= 1
 * @param maxRequests photos in the house at once, >= 1
 */
public record Settings(
        StoreLocation store,
        ModelName defaultModel,
        Duration pollInterval,
        int inferenceThreads,
        long maxBodyBytes,
        Duration bodyTimeout,
        long maxPixels,
        int maxRequests) {
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
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(String.join("\n", problems));
        }
        return new Settings(
                store,
                new ModelName(config.defaultModel()),
                config.pollInterval(),
                config.inferenceThreads(),
                maxBody,
                config.bodyTimeout(),
                config.maxPixels(),
                maxRequests);
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

    private static void atLeastOne(String property, long value, List<String> problems) {
        if (value < 1) {
            problems.add(property + " was " + value + " but must be >= 1");
        }
    }
}
