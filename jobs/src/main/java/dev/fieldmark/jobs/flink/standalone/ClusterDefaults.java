package dev.fieldmark.jobs.flink.standalone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ConfigurationUtils;

/** {@code cluster.properties}: the settings that every cluster of ours has, where task managers have one slot. */
public final class ClusterDefaults {
    private static final String FILE = "cluster.properties";

    private ClusterDefaults() {}

    public static Configuration read() {
        try (InputStream file = ClusterDefaults.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing beside " + ClusterDefaults.class);
            }
            var properties = new Properties();
            properties.load(file);
            return ConfigurationUtils.createConfiguration(properties);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
