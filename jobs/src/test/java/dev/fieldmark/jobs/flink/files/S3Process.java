package dev.fieldmark.jobs.flink.files;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The S3 of shared-model's tests in a process of its own, with one bucket, and its address in this JVM's properties, where
 * Amazon's SDK looks for it, once: so there is one for all tests of a JVM, and it ends with it.
 */
public final class S3Process {
    public static final String BUCKET = "s3://models";

    private static @Nullable S3Process running;

    private final Map<String, String> properties;

    private S3Process(String address) {
        this.properties = Map.of(
                "aws.endpointUrlS3", address,
                "aws.region", "eu-central-1",
                "aws.accessKeyId", "key",
                "aws.secretAccessKey", "secret");
        properties.forEach(System::setProperty);
        ObjectStores.useSurroundings();
    }

    public static synchronized S3Process running() throws IOException {
        S3Process known = running;
        if (known == null) {
            known = start();
            running = known;
        }
        return known;
    }

    private static S3Process start() throws IOException {
        Path target = Path.of("..", "shared-model", "target");
        String classpath = String.join(
                File.pathSeparator,
                target.resolve("classes").toString(),
                target.resolve("test-classes").toString(),
                Files.readString(target.resolve("test-classpath.txt")));
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classpath,
                        "dev.fieldmark.store.s3.S3Server",
                        "0")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(BUCKET + " at ")) {
                Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
                return new S3Process(line.substring(BUCKET.length() + 4));
            }
        }
        throw new IOException(
                "the S3 for tests ended with " + process.onExit().join().exitValue());
    }

    /** What another JVM must be told to find it, for one line of options. */
    public String jvmOptions() {
        var options = new StringBuilder();
        properties.forEach(
                (name, value) -> options.append(" -D").append(name).append('=').append(value));
        return options.toString();
    }
}
