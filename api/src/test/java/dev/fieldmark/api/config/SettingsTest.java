package dev.fieldmark.api.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.fieldmark.store.ModelName;
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
                        Duration.ofSeconds(2),
                        1,
                        10 << 20,
                        Duration.ofSeconds(30),
                        40_000_000,
                        16 * Runtime.getRuntime().availableProcessors()));
    }

    @Test
    void reportsAllMistakesAtOnce() {
        Path missing = folder.resolve("missing");
        FieldmarkConfig config = config(Map.of(
                "fieldmark.store", missing.toString(),
                "fieldmark.default-model", "../etc",
                "fieldmark.poll-interval", "1ms",
                "fieldmark.inference-threads", "0",
                "fieldmark.max-body", "0",
                "fieldmark.max-pixels", "-1",
                "fieldmark.max-requests", "0"));
        assertThatThrownBy(() -> Settings.of(config)).hasMessage("""
                        fieldmark.store was '%s' but must be an existing folder
                        fieldmark.default-model was '../etc' but must be a model's name
                        fieldmark.poll-interval was PT0.001S but must be >= PT0.01S
                        fieldmark.inference-threads was 0 but must be >= 1
                        fieldmark.max-body was 0 bytes but must be 1 to 1073741824
                        fieldmark.max-pixels was -1 but must be >= 1
                        fieldmark.max-requests was 0 but must be >= 1""", missing);
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
