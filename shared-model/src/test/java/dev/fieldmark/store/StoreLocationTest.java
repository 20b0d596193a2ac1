package dev.fieldmark.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StoreLocationTest {
    @ParameterizedTest
    @CsvSource({
        "s3://models, models, ''",
        "s3://models/, models, ''",
        "s3://models/a, models, a/",
        "s3://my.models-1/team/faces/, my.models-1, team/faces/"
    })
    void readsABucketAndItsPrefix(String text, String name, String prefix) {
        StoreLocation location = StoreLocation.of(text);
        assertThat(location).isEqualTo(new StoreLocation.Bucket(name, prefix));
        assertThat(StoreLocation.of(location.toString())).isEqualTo(location);
        assertThat(location.absolute()).isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://", "s3:///a", "s3://Models/a", "s3://models//a", "s3://models/a b", "s3://models/?x"})
    void refusesWhatIsNoBucket(String text) {
        assertThatThrownBy(() -> StoreLocation.of(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("store was 's3://")
                .hasMessageEndingWith("but must be a folder or s3://bucket/prefix");
    }

    @Test
    void anythingElseIsAFolder(@TempDir Path folder) {
        StoreLocation location = StoreLocation.of(folder.toString());
        assertThat(location).isEqualTo(new StoreLocation.Folder(folder));
        assertThat(location.isMissing()).isFalse();
        assertThat(location.open()).isInstanceOf(DirectoryModelStore.class);
        assertThat(StoreLocation.of(folder.resolve("none").toString()).isMissing())
                .isTrue();
        assertThat(StoreLocation.of("models").absolute().toString())
                .isEqualTo(Path.of("models").toAbsolutePath().toString());
    }

    /** Where the SDK is not there at all, none of it can have been loaded. */
    @Test
    void aFolderNeedsNothingOfAmazonsSdk(@TempDir Path folder) throws Exception {
        DirectoryModelStore.open(folder.resolve("store")).publish(new Drafts(folder).trial(0));
        List<URL> withoutSdk = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            if (!entry.contains("awssdk")) {
                withoutSdk.add(Path.of(entry).toUri().toURL());
            }
        }
        try (var alone = new URLClassLoader(withoutSdk.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())) {
            Class<?> location = alone.loadClass(StoreLocation.class.getName());
            Object there = location.getMethod("of", String.class)
                    .invoke(null, folder.resolve("store").toString());
            Object store = location.getMethod("open").invoke(there);
            Class<?> models = alone.loadClass(ModelStore.class.getName());
            assertThat(models.getMethod("models").invoke(store)).hasToString("[faces]");
            Object bucket = location.getMethod("of", String.class).invoke(null, "s3://models");
            assertThatThrownBy(() -> location.getMethod("open").invoke(bucket))
                    .hasRootCauseInstanceOf(ClassNotFoundException.class);
        }
    }
}
