package dev.fieldmark.api.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The service with all that stands in front of it: keys, rates, an access log, CORS. */
public final class GuardedFolder extends StoreFolder {
    static final String ORIGIN = "https://page.example";

    private Path aside = Path.of("");

    /** The owner's key. */
    static String key(String owner) {
        return "key-of-" + owner;
    }

    @Override
    public Map<String, String> start() {
        var settings = new HashMap<>(super.start());
        try {
            aside = Files.createTempDirectory("guarded");
            Files.writeString(
                    aside.resolve("keys"),
                    Stream.of("ann", "bob", "eve")
                            .map(owner -> sha256(key(owner)) + " " + owner + "\n")
                            .collect(Collectors.joining()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        settings.put("fieldmark.api-keys", aside.resolve("keys").toString());
        settings.put("fieldmark.rate-limit", "0.1");
        settings.put("fieldmark.rate-burst", "30");
        settings.put("fieldmark.access-log", "true");
        settings.put("quarkus.http.cors.enabled", "true");
        settings.put("quarkus.http.cors.origins", ORIGIN);
        settings.put("quarkus.log.category.\"fieldmark.access\".handlers", "access-file");
        settings.put("quarkus.log.handler.file.access-file.enabled", "true");
        settings.put("quarkus.log.handler.file.access-file.format", "%s%n");
        settings.put("quarkus.log.handler.file.access-file.path", log().toString());
        return settings;
    }

    private Path log() {
        return aside.resolve("access.log");
    }

    @Override
    public void inject(TestInjector injector) {
        super.inject(injector);
        injector.injectIntoFields(log(), field -> field.getType() == Path.class);
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        super.stop();
        remove(aside);
    }
}
