package dev.fieldmark.jobs.flink.sweep;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** Which versions of this code, Deeplearning4j and Flink were built together: a resource that Maven fills in. */
final class Versions {
    private Versions() {}

    static SortedMap<String, String> read() throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Versions.class.getResourceAsStream("versions.properties")) {
            properties.load(Objects.requireNonNull(stream, "versions.properties is missing in the jar"));
        }
        SortedMap<String, String> versions = new TreeMap<>();
        properties.stringPropertyNames().forEach(name -> versions.put(name, properties.getProperty(name)));
        return versions;
    }
}
