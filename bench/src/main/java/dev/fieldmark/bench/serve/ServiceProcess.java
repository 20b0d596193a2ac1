package dev.fieldmark.bench.serve;

import dev.fieldmark.store.StoreLocation;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service on a free port, started as {@code ./fieldmark serve} starts it. */
public final class ServiceProcess implements AutoCloseable {
    private static final Pattern STARTED = Pattern.compile("Fieldmark serves (.*) at (http://\\S+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final Process process;
    private final long startedAt;
    private final String models;
    private final URI uri;

    private ServiceProcess(Process process, long startedAt, String models, URI uri) {
        this.process = process;
        this.startedAt = startedAt;
        this.models = models;
        this.uri = uri;
    }

    /** On a JVM. */
    public static List<String> jvm(Path jar) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.awt.headless=true",
                "-jar",
                jar.toString());
    }

    /**
     * Gives the service once it says that it serves.
     *
     * @param command its last word is the jar or the executable
     */
    public static ServiceProcess start(List<String> command, StoreLocation store) throws IOException {
        Path program = Path.of(command.get(command.size() - 1));
        if (!Files.exists(program)) {
            throw new IllegalArgumentException(program + " is missing: build the module api first");
        }
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeAll(Set.of("LD_PRELOAD", "MALLOC_CONF"));
        builder.environment().put("GLIBC_TUNABLES", "glibc.malloc.hugetlb=1:glibc.malloc.arena_max=1");
        builder.environment().put("FIELDMARK_STORE", store.toString());
        builder.environment().put("QUARKUS_HTTP_PORT", "0");
        long startedAt = System.nanoTime();
        Process process = builder.start();
        var said = new ArrayList<String>();
        BufferedReader log = process.inputReader();
        for (String line = log.readLine(); line != null; line = log.readLine()) {
            said.add(line);
            Matcher started = STARTED.matcher(line);
            if (started.find()) {
                return new ServiceProcess(process, startedAt, started.group(1), URI.create(started.group(2)));
            }
        }
        throw new IOException("the service ended before it answered:\n" + String.join("\n", said));
    }

    /** {@code model@version} of what it serves. */
    public String models() {
        return models;
    }

    public URI uri() {
        return uri;
    }

    /** Since it was started. */
    public double ageMillis() {
        return (System.nanoTime() - startedAt) / 1e6;
    }

    /** Of memory, as Linux counts it. */
    public double residentMebibytes() throws IOException {
        String status = Files.readString(Path.of("/proc", String.valueOf(process.pid()), "status"));
        Matcher resident = RESIDENT.matcher(status);
        if (!resident.find()) {
            throw new IOException("/proc has no VmRSS of the service");
        }
        return Long.parseLong(resident.group(1)) / 1024.0;
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
