package dev.fieldmark.k8s;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;

/** Flink's own options, against which the settings of a deployment are held. */
final class FlinkSettings {
    /** Keys that hold a name of the user's. */
    private static final List<Pattern> NAMED = List.of(
            Pattern.compile("containerized\\.(master|taskmanager)\\.env\\.[A-Z0-9_]+"),
            Pattern.compile("external-resource\\.[a-z]+\\.(amount|driver-factory\\.class|kubernetes\\.config-key)"),
            Pattern.compile("metrics\\.reporter\\.[a-z]+\\.(factory\\.class|port)"));

    private final Map<String, ConfigOption<?>> options = new TreeMap<>();

    FlinkSettings() throws IOException {
        for (Class<?> inJar : List.of(TaskManagerOptions.class, KubernetesConfigOptions.class)) {
            add(inJar);
        }
    }

    static Configuration of(JsonNode deployment) {
        var settings = new TreeMap<String, String>();
        deployment
                .path("spec")
                .path("flinkConfiguration")
                .properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asText()));
        return Configuration.fromMap(settings);
    }

    /** Settings that are no options of Flink's, or whose values are not what the option takes. */
    List<String> problems(Configuration settings) {
        var problems = new ArrayList<String>();
        for (String key : settings.keySet()) {
            if (NAMED.stream().anyMatch(pattern -> pattern.matcher(key).matches())) {
                continue;
            }
            ConfigOption<?> option = options.get(key);
            if (option == null) {
                problems.add(key + " is no setting of Flink's");
                continue;
            }
            try {
                settings.getOptional(option);
            } catch (IllegalArgumentException e) {
                problems.add(key + ": " + e.getMessage());
            }
        }
        return problems;
    }

    private void add(Class<?> inJar) throws IOException {
        Path jar = Path.of(inJar.getProtectionDomain().getCodeSource().getLocation().getPath());
        try (var classes = new JarFile(jar.toFile())) {
            for (String name : classes.stream().map(entry -> entry.getName()).toList()) {
                if (name.matches("org/apache/flink/.*Options\\.class") && !name.contains("$")) {
                    addOptions(name.replace('/', '.').replaceAll("\\.class$", ""));
                }
            }
        }
    }

    private void addOptions(String name) {
        try {
            for (var field : Class.forName(name).getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.get(null) instanceof ConfigOption<?> option) {
                    options.put(option.key(), option);
                    option.fallbackKeys().forEach(fallback -> options.putIfAbsent(fallback.getKey(), option));
                }
            }
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new IllegalStateException(name, e);
        }
    }
}
