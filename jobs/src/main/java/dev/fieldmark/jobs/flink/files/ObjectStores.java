package dev.fieldmark.jobs.flink.files;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.UnsupportedFileSystemSchemeException;

/**
 * Flink's own client of S3, told what the model store's client takes from its surroundings: credentials and region come
 * from where Amazon's tools take them, by themselves; a server that is not Amazon's must be told.
 */
public final class ObjectStores {
    private ObjectStores() {}

    /** Flink's settings {@code s3.*} for the server that the environment names; none where it is Amazon's. */
    public static Configuration settings() {
        var settings = new Configuration();
        ownEndpoint().ifPresent(endpoint -> {
            settings.setString("s3.endpoint", endpoint);
            // its buckets are rarely host names, and not every server knows those of Amazon's newest clients
            settings.setString("s3.path-style-access", "true");
            settings.setString("s3.chunked-encoding.enabled", "false");
            settings.setString("s3.checksum-validation.enabled", "false");
        });
        return settings;
    }

    private static Optional<String> ownEndpoint() {
        return Stream.of(
                        Optional.ofNullable(System.getProperty("aws.endpointUrlS3")),
                        Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL_S3")),
                        Optional.ofNullable(System.getProperty("aws.endpointUrl")),
                        Optional.ofNullable(System.getenv("AWS_ENDPOINT_URL")))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** For a process that is none of a cluster's: those are told by the cluster's settings. */
    public static void useSurroundings() {
        if (ownEndpoint().isPresent()) {
            FileSystem.initialize(settings(), null);
        }
    }

    static FileSystem fileSystem(URI location) throws IOException {
        try {
            return FileSystem.get(location);
        } catch (UnsupportedFileSystemSchemeException e) {
            throw new IOException(
                    location
                            + " can't be reached: flink-s3-fs-native must be in the cluster's plugins/ (docs/sweeps.md)",
                    e);
        }
    }
}
