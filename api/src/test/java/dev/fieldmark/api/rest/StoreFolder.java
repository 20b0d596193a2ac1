package dev.fieldmark.api.rest;

import dev.fieldmark.api.TestStore;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Starts the service over a new, empty store that tests get as a field of type {@link TestStore}. */
public class StoreFolder implements QuarkusTestResourceLifecycleManager {
    private Path folder = Path.of("");
    private Map<String, String> others = Map.of();

    /** Settings beside those of all tests, or instead of them. */
    @Override
    public void init(Map<String, String> settings) {
        others = settings;
    }

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var settings = new HashMap<>(Map.of(
                "fieldmark.store", folder.toString(),
                "fieldmark.poll-interval", "20ms",
                "fieldmark.max-body", "1M",
                "fieldmark.body-timeout", "3s",
                "fieldmark.max-pixels", "1000000"));
        settings.putAll(others);
        return settings;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(TestStore.in(folder), field -> field.getType() == TestStore.class);
    }

    @Override
    public void stop() {
        remove(folder);
    }

    /** A folder with all in it. */
    static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
