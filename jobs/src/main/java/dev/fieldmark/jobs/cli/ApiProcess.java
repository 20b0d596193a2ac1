package dev.fieldmark.jobs.cli;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The REST API as a process of its own; closing it stops it. */
final class ApiProcess implements AutoCloseable {
    private static final Duration READY = Duration.ofSeconds(60);

    private final Process process;
    private final int port;
    private final Path log;
    private final HttpClient client = HttpClient.newHttpClient();

    private ApiProcess(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts {@code jar} over the store, its output going to {@code log}. */
    static ApiProcess start(Path jar, Path store, int port, Path log) throws IOException {
        if (!Files.isRegularFile(jar)) {
            throw new IOException(jar + " is missing but must be there: mvn package builds it");
        }
        int actual = port > 0 ? port : freePort();
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.awt.headless=true",
                        "-Dfieldmark.store=" + store.toAbsolutePath(),
                        "-Dquarkus.http.host=127.0.0.1",
                        "-Dquarkus.http.port=" + actual,
                        "-jar",
                        jar.toString()))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        // the allocator that makes training fast is not the API's business
        builder.environment().remove("LD_PRELOAD");
        ApiProcess api = new ApiProcess(builder.start(), actual, log);
        Runtime.getRuntime().addShutdownHook(new Thread(api.process::destroy));
        return api;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Waits until a model is loaded. */
    void awaitReady() throws IOException, InterruptedException {
        long end = System.nanoTime() + READY.toNanos();
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new IOException("the API ended with " + process.exitValue() + "; its output is in " + log);
            }
            if (isReady()) {
                return;
            }
            Thread.sleep(100);
        }
        throw new IOException("the API was not ready after " + READY.toSeconds() + " s; its output is in " + log);
    }

    private boolean isReady() throws IOException, InterruptedException {
        try {
            var request = HttpRequest.newBuilder(URI.create(url() + "/q/health/ready"))
                    .build();
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (ConnectException notYet) {
            return false;
        }
    }

    /** The answer to a POST, e.g. to {@code /v1/keypoints}: JSON. */
    String ask(String question, Path png) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(url() + question))
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofFile(png))
                .build();
        var response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException("the API answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    /** Waits until somebody else ends it. */
    void awaitEnd() throws InterruptedException {
        process.waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
