package dev.fieldmark.bench.serve;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged service on a free port, started as {@code ./fieldmark serve} starts it. */
public final class ServiceProcess implements AutoCloseable {
    private static final Pattern STARTED = Pattern.compile("Fieldmark serves (.*) at (http://\\S+)");

    private final Process process;
    private final String models;
    private final URI uri;

    private ServiceProcess(Process process, String models, URI uri) {
        this.process = process;
        this.models = models;
        this.uri = uri;
    }

    /** Gives the service once it answers. */
    public static ServiceProcess start(Path jar, Path store) throws IOException {
        if (!Files.exists(jar)) {
            throw new IllegalArgumentException(jar + " is missing: build the module api first");
        }
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-Dfieldmark.store=" + store,
                        "-Dquarkus.http.port=0",
                        "-jar",
                        jar.toString())
                .redirectErrorStream(true);
        builder.environment().keySet().removeAll(java.util.Set.of("LD_PRELOAD", "MALLOC_CONF", "GLIBC_TUNABLES"));
        Process process = builder.start();
        var said = new StringBuilder();
        BufferedReader log = process.inputReader();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.append(line).append('\n');
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                return new ServiceProcess(process, started.group(1), URI.create(started.group(2)));
            }
        }
        throw new IOException("the service ended before it answered:\n" + said);
    }

    /** {@code model@version} of what it serves. */
    public String models() {
        return models;
    }

    public URI uri() {
        return uri;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
