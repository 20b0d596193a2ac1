package dev.fieldmark.jobs.flink.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import dev.fieldmark.store.ModelStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The calls that Flink's UI makes. */
record FlinkRest(URI cluster) {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /** A thin jar of our classes and the fakes, as {@code package} makes it of our classes. */
    static Path jar(Path file) throws Exception {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file))) {
            for (Class<?> one : List.of(ModelStore.class, SweepTopology.class, FakeSweepJob.class)) {
                Path root = Path.of(
                        one.getProtectionDomain().getCodeSource().getLocation().toURI());
                if (Files.isDirectory(root)) {
                    add(root, jar);
                }
            }
        }
        return file;
    }

    private static void add(Path root, JarOutputStream jar) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve("dev"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                try {
                    jar.putNextEntry(new JarEntry(root.relativize(file).toString()));
                } catch (java.util.zip.ZipException e) {
                    continue; // package-info of main and test
                }
                jar.write(Files.readAllBytes(file));
                jar.closeEntry();
            }
        }
    }

    /** Gives the jar's id. */
    String upload(Path jar) throws Exception {
        String boundary = "fieldmark-boundary";
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write(("--" + boundary + "\r\nContent-Disposition: form-data; name=\"jarfile\"; filename=\"jobs.jar\"\r\n"
                        + "Content-Type: application/x-java-archive\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.write(Files.readAllBytes(jar));
        body.write(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        JsonNode answer = send(HttpRequest.newBuilder(cluster.resolve("/jars/upload"))
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
        String file = answer.get("filename").asText();
        return file.substring(file.lastIndexOf('/') + 1);
    }

    /** Gives the job's id. {@code options}: further fields of the form, as JSON after a comma, or nothing. */
    String run(String jar, String mainClass, List<String> arguments, String options) throws Exception {
        String body = "{\"entryClass\":\"" + mainClass + "\",\"programArgsList\":"
                + Json.MAPPER.writeValueAsString(arguments) + options + "}";
        return send(HttpRequest.newBuilder(cluster.resolve("/jars/" + jar + "/run"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body)))
                .get("jobid")
                .asText();
    }

    JsonNode get(String path) throws Exception {
        return send(HttpRequest.newBuilder(cluster.resolve(path)).GET());
    }

    void cancel(String job) throws Exception {
        send(HttpRequest.newBuilder(cluster.resolve("/jobs/" + job + "?mode=cancel"))
                .method("PATCH", BodyPublishers.noBody()));
    }

    /** Stops the job with a savepoint in this folder; gives the savepoint's path. */
    String stop(String job, Path folder) throws Exception {
        String request = send(HttpRequest.newBuilder(cluster.resolve("/jobs/" + job + "/stop"))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"targetDirectory\":\"" + folder.toUri() + "\"}")))
                .get("request-id")
                .asText();
        JsonNode savepoint = await(
                "the savepoint",
                () -> get("/jobs/" + job + "/savepoints/" + request),
                answer -> answer.at("/status/id").asText().equals("COMPLETED"));
        if (savepoint.at("/operation/location").isMissingNode()) {
            throw new AssertionError(savepoint.toString());
        }
        return savepoint.at("/operation/location").asText();
    }

    String state(String job) throws Exception {
        return get("/jobs/" + job).get("state").asText();
    }

    private static JsonNode send(HttpRequest.Builder request) throws Exception {
        var response = CLIENT.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(response.request().uri() + ": " + response.statusCode() + " " + response.body());
        }
        return Json.MAPPER.readTree(response.body());
    }

    /** Asks until the answer is as wanted; a call that fails (a process that is not up) is asked again. */
    static <T> T await(String what, Callable<T> question, Predicate<T> wanted) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        String last = "";
        while (Instant.now().isBefore(end)) {
            try {
                T answer = question.call();
                if (wanted.test(answer)) {
                    return answer;
                }
                last = String.valueOf(answer);
            } catch (IOException e) {
                last = e.toString();
            }
            Thread.sleep(50);
        }
        throw new AssertionError(what + " did not come within " + PATIENCE + "; last was " + last);
    }
}
