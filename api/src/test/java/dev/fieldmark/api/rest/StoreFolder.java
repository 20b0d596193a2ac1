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
public final class StoreFolder implements QuarkusTestResourceLifecycleManager {
    private Path folder = Path.of("");
    private Map<String, String> more = Map.of();

    /** @param properties set beside those that every test has */
    @Override
    public void init(Map<String, String> properties) {
        more = properties;
    }

    @Override
    public Map<String, String> start() {
        try {
            folder = Files.createTempDirectory("store");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var properties = new HashMap<>(more);
        properties.putAll(Map.of(
                "fieldmark.store", folder.toString(),
                "fieldmark.poll-interval", "20ms",
                "fieldmark.max-body", "1M",
                "fieldmark.body-timeout", "3s",
                "fieldmark.max-pixels", "1000000"));
        return properties;
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(TestStore.in(folder), field -> field.getType() == TestStore.class);
    }

    @Override
    public void stop() {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
