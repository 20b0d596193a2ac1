package dev.fieldmark.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.api.serve.Canary;
import dev.fieldmark.api.serve.Traffic;
import dev.fieldmark.store.ModelName;
import dev.fieldmark.store.ModelReference;
import dev.fieldmark.store.StoreLocation;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void hasTheDocumentedDefaults() {
        assertThat(Settings.of(config(Map.of("fieldmark.store", folder.toString()))))
                .isEqualTo(new Settings(
                        new StoreLocation.Folder(folder),
                        new ModelName("keypoints"),
                        Traffic.LATEST,
                        Duration.ofSeconds(2),
                        1,
                        10 << 20,
                        Duration.ofSeconds(30),
                        40_000_000,
                        16 * Runtime.getRuntime().availableProcessors(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
    }

    @Test
    void reportsAllMistakesAtOnce() {
        Path missing = folder.resolve("missing");
        FieldmarkConfig config = config(Map.ofEntries(
                Map.entry("fieldmark.store", missing.toString()),
                Map.entry("fieldmark.default-model", "../etc"),
                Map.entry("fieldmark.pin", "keypoints,keypoints@0,../etc@7,other@1,other@2"),
                Map.entry("fieldmark.canary", "keypoints@12,keypoints@12=0%,keypoints@12=100%,other@3=1%,other@4=1%"),
                Map.entry("fieldmark.poll-interval", "1ms"),
                Map.entry("fieldmark.inference-threads", "0"),
                Map.entry("fieldmark.max-body", "0"),
                Map.entry("fieldmark.body-timeout", "0s"),
                Map.entry("fieldmark.max-pixels", "-1"),
                Map.entry("fieldmark.max-requests", "0"),
                Map.entry("fieldmark.trace-endpoint", "localhost:4318"),
                Map.entry("fieldmark.rate-limit", "0")));
        assertThatThrownBy(() -> Settings.of(config)).hasMessage("""
                        fieldmark.store was '%s' but must be an existing folder
                        fieldmark.default-model was '../etc' but must be a model's name
                        fieldmark.pin was 'keypoints' but must be a model and one of its versions or aliases, as keypoints@7 or keypoints@stable
                        fieldmark.pin was 'keypoints@0' but must be a model and one of its versions or aliases, as keypoints@7 or keypoints@stable
                        fieldmark.pin was '../etc@7' but must be a model and one of its versions or aliases, as keypoints@7 or keypoints@stable
                        fieldmark.pin named other twice but must name a model once
                        fieldmark.canary was 'keypoints@12' but must be a model, a version or alias and a share over 0%% and under 100%%, as keypoints@12=5%%
                        fieldmark.canary was 'keypoints@12=0%%' but must be a model, a version or alias and a share over 0%% and under 100%%, as keypoints@12=5%%
                        fieldmark.canary was 'keypoints@12=100%%' but must be a model, a version or alias and a share over 0%% and under 100%%, as keypoints@12=5%%
                        fieldmark.canary named other twice but must name a model once
                        fieldmark.poll-interval was PT0.001S but must be >= PT0.01S
                        fieldmark.inference-threads was 0 but must be >= 1
                        fieldmark.max-body was 0 bytes but must be 1 to 1073741824
                        fieldmark.body-timeout was PT0S but must be >= PT1S
                        fieldmark.max-pixels was -1 but must be >= 1
                        fieldmark.max-requests was 0 but must be >= 1
                        fieldmark.trace-endpoint was 'localhost:4318' but must be an http or https address, as in http://localhost:4318/v1/traces
                        fieldmark.rate-limit was 0.0 but must be > 0 and <= 1000000 requests a second""", missing);
    }

    @Test
    void letsEachClientAskForTwoSecondsAtOnceWhereTheBurstIsNotSet() {
        assertThat(Settings.of(config(Map.of("fieldmark.store", folder.toString(), "fieldmark.rate-limit", "2.5")))
                        .rate())
                .contains(new Rate(2.5, 5));
    }

    @Test
    void takesNoSettingThatWouldDoNothing() {
        FieldmarkConfig config = config(Map.of(
                "fieldmark.store", folder.toString(), "fieldmark.trace-share", "0.5", "fieldmark.rate-burst", "5"));
        assertThatThrownBy(() -> Settings.of(config)).hasMessage("""
                        fieldmark.trace-share is set but must not be without fieldmark.trace-endpoint
                        fieldmark.rate-burst is set but must not be without fieldmark.rate-limit""");
    }

    @Test
    void readsPinsAndCanaries() {
        Traffic traffic = Settings.of(config(Map.of(
                        "fieldmark.store", folder.toString(),
                        "fieldmark.pin", "keypoints@7,species-birds@stable",
                        "fieldmark.canary", "keypoints@12=5%,species-birds@next=0.5%")))
                .traffic();
        var keypoints = new ModelName("keypoints");
        var birds = new ModelName("species-birds");
        assertThat(traffic)
                .isEqualTo(new Traffic(
                        Map.of(
                                keypoints, new ModelReference(keypoints, "7"),
                                birds, new ModelReference(birds, "stable")),
                        Map.of(
                                keypoints, new Canary(new ModelReference(keypoints, "12"), 0.05),
                                birds, new Canary(new ModelReference(birds, "next"), 0.005))));
    }

    @Test
    void mustBeToldTheStore() {
        assertThatThrownBy(() -> Settings.of(config(Map.of())))
                .hasMessage("fieldmark.store is not set but must be the model store's folder, or s3://bucket/prefix");
    }

    @Test
    void takesAPartOfABucket() {
        assertThat(Settings.of(config(Map.of("fieldmark.store", "s3://models/fieldmark")))
                        .store())
                .isEqualTo(new StoreLocation.Bucket("models", "fieldmark/"));
        assertThatThrownBy(() -> Settings.of(config(Map.of("fieldmark.store", "s3://_"))))
                .hasMessage("fieldmark.store was 's3://_/' but must be a folder or s3://bucket/prefix");
    }

    private static FieldmarkConfig config(Map<String, String> properties) {
        return new SmallRyeConfigBuilder()
                .withMapping(FieldmarkConfig.class)
                .withConverter(MemorySize.class, 100, new MemorySizeConverter())
                .withConverter(Duration.class, 100, new DurationConverter())
                .withSources(new PropertiesConfigSource(new HashMap<>(properties), "test", 200))
                .build()
                .getConfigMapping(FieldmarkConfig.class);
    }
}
